/** What things cost: the one way to read it, shared by pages, exports and agents. Scope first, UTC days half-open. */
export { type CostSoFar, costSoFar } from './costs-contracts';
export { type CsvRequest, costsCsv, csvName, parseCsvRequest } from './costs-csv';
export { type CostQuery, type CostSeries, type Costs, costsByDay } from './costs-days';
export { type CostLine, type CostLines, costLines, type LineQuery } from './costs-lines';
export { type MoneyMovement, moneyMovements } from './costs-movements';
export { type CostSource, type CostSources, costSources, type SourceQuery } from './costs-sources';
export { type CostSyncState, syncState } from './costs-sync';
