package org.petrascope.store;

/** A file that was proven to be in the remote store. */
public record DeliveredFile(Delivery delivery, DeliveryProof proof) {}
