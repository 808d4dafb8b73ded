import type { Metadata } from 'next';
import { Gallery } from '@/components/gallery/gallery';
import { requireScope } from '@/lib/auth/scope';

export const metadata: Metadata = { title: 'Gallery' };

/** For those who build on it; only owners and admins may manage members, so nobody else finds it. */
export default async function GalleryPage() {
  await requireScope('members.manage');
  return <Gallery />;
}
