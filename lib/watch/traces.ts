/**
 * Spans of what Gantry does, sent to an OTLP endpoint when one is set. Without one nothing of OpenTelemetry is loaded,
 * and `traced` is a call of the work itself.
 */
import type { Attributes, Span, Tracer } from '@opentelemetry/api';
import { alsoSay } from '@/lib/log';
import { requestId } from '@/lib/log/context';
import { scrubbed } from '@/lib/log/redact';

interface Tracing {
  tracer: Tracer;
  activeSpan(): Span | undefined;
}

// On globalThis, because Next loads this module once per bundle: what the start set up counts for all.
const shared = globalThis as typeof globalThis & { gantryTracing?: Tracing };

/** Whether spans are made here. */
export const tracing = (): boolean => shared.gantryTracing !== undefined;

/** Begins to send spans; returns what sends the last ones and ends it. */
export async function startTraces(
  endpoint: string | undefined,
  service: string,
): Promise<() => Promise<void>> {
  if (endpoint === undefined) return async () => {};
  const [
    { context, SpanStatusCode, trace },
    { BatchSpanProcessor, NodeTracerProvider },
    exporters,
    resources,
  ] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new exporters.OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? service }),
    spanProcessors: [
      {
        onStart: () => {},
        // Next names paths, drizzle repeats values: what leaves here is scrubbed as the log is.
        onEnd: ({ attributes, events, status }) => {
          for (const each of [attributes, ...events.map((event) => event.attributes ?? {})]) scrub(each);
          if (status.code === SpanStatusCode.ERROR && status.message)
            status.message = scrubbed(status.message);
        },
        forceFlush: async () => {},
        shutdown: async () => {},
      },
      new BatchSpanProcessor(exporter),
    ],
  });
  provider.register();
  shared.gantryTracing = { tracer: trace.getTracer('gantry'), activeSpan: () => trace.getActiveSpan() };
  alsoSay(() => ({ traceId: trace.getActiveSpan()?.spanContext().traceId }));
  return async () => {
    delete shared.gantryTracing;
    alsoSay(undefined);
    await provider.shutdown();
    trace.disable();
    context.disable();
  };
}

function scrub(attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === 'string') attributes[name] = scrubbed(value);
}

interface SpanOptions<T> {
  attributes?: Attributes;
  /** What is known at the end. */
  ended?: (result: T) => Attributes;
  /** Only as part of something: by itself it would be a trace without a story. */
  inner?: boolean;
}

/** Does the work, in a span of its own when spans are made. */
export function traced<T>(name: string, work: () => Promise<T>, options: SpanOptions<T> = {}): Promise<T> {
  const now = shared.gantryTracing;
  if (!now || (options.inner && !now.activeSpan())) return work();
  const attributes = { ...options.attributes, 'gantry.request_id': requestId() };
  return now.tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      const result = await work();
      if (options.ended) span.setAttributes(options.ended(result));
      return result;
    } catch (error) {
      span.recordException(error instanceof Error ? error : String(error));
      // 2 is SpanStatusCode.ERROR, whose enum would load the package for everybody.
      span.setStatus({ code: 2, message: error instanceof Error ? error.message : String(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}
