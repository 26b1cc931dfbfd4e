package org.petrascope.remote;

/** What a bad link does to one request. */
public enum LinkFault {
  /** The connection ends in the middle of the request. */
  CUT_REQUEST,
  /** The server did it, and its answer is lost. */
  CUT_ANSWER,
  /** No byte passes for longer than anybody waits. */
  STALL,
  /** 64 kB/s. */
  SLOW,
  /** A bit of the request is another one. */
  CORRUPT_REQUEST,
  /** A bit of the answer is another one. */
  CORRUPT_ANSWER,
  /** 503 instead of an answer. */
  UNAVAILABLE,
  /** 500 instead of an answer. */
  FAILING
}
