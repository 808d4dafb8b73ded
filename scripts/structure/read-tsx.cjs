// dependency-cruiser 17's swc parser takes every file for plain TypeScript and stops at the first JSX tag.
// Version 18 asks for tsx by the file's name, but needs Node 22; until then this does the same.
const swc = require('@swc/core');

const parseFileSync = swc.parseFileSync;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('x') });
