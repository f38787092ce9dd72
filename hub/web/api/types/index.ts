/**
 * The hub's vocabulary as TypeScript: what its HTTP API takes and answers. It mirrors the crate
 * `crema-api` field by field, which is the contract; nothing here is decided, and nothing else lives
 * here. One file for each part of the booth; pages import from here.
 *
 * Moments named `…BoothMs` are ms of booth time, which counts only while the hub runs.
 */

export type * from "./log";
export type * from "./menu";
export type * from "./orders";
export type * from "./people";
export type * from "./replies";
export type * from "./store";
