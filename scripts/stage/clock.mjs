// Loaded before everything else in a stage's processes: their clock shows GANTRY_STAGE_EPOCH at the moment
// GANTRY_STAGE_BEGAN (milliseconds) of the machine's, and goes on from there. So a picture taken in spring shows the
// same November as one taken in autumn.
const Real = Date;
const shift = Real.parse(process.env.GANTRY_STAGE_EPOCH ?? '') - Number(process.env.GANTRY_STAGE_BEGAN);
const now = () => Real.now() + shift;

if (Number.isFinite(shift)) {
  globalThis.Date = new Proxy(Real, {
    construct: (target, given, as) => Reflect.construct(target, given.length > 0 ? given : [now()], as),
    apply: () => new Real(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
