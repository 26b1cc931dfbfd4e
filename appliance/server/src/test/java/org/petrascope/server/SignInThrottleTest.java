package org.petrascope.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.petrascope.store.Role;

class SignInThrottleTest {
  private static final String HERE = "192.0.2.7";

  private long nanos;
  private final SignInThrottle throttle = new SignInThrottle(() -> nanos);

  private void fail(String account, String address, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(account, address);
    }
  }

  private long waitS(String account, String address) {
    return throttle.delay(account, address).orElse(Duration.ZERO).toSeconds();
  }

  @Test
  void waitDoublesUpToALimit() {
    fail("anna", HERE, SignInThrottle.FREE_TRIES - 1);
    assertEquals(Optional.empty(), throttle.delay("anna", HERE));
    fail("anna", HERE, 1);
    assertEquals(1, waitS("anna", HERE));
    fail("anna", HERE, 3);
    assertEquals(8, waitS("anna", HERE));
    nanos += Duration.ofSeconds(8).toNanos();
    assertEquals(Optional.empty(), throttle.delay("anna", HERE));
    fail("anna", HERE, 100);
    assertEquals(SignInThrottle.ADDRESS_WAIT_MAX.toSeconds(), waitS("anna", HERE));
    assertEquals(SignInThrottle.ACCOUNT_WAIT_MAX.toSeconds(), waitS("anna", "192.0.2.8"));
    assertEquals(0, waitS("rita", "192.0.2.8"));
  }

  @Test
  void rightSecretForgivesAndTimeForgets() {
    fail("anna", HERE, 20);
    throttle.succeeded("anna", HERE);
    assertEquals(0, waitS("anna", HERE));
    fail("anna", HERE, 20);
    nanos += SignInThrottle.ADDRESS_WAIT_MAX.plusSeconds(1).toNanos();
    assertEquals(0, waitS("anna", HERE));
    fail("anna", HERE, 1);
    assertEquals(0, waitS("anna", HERE));
  }

  @Test
  void manyAddressesFillNoMemoryAndForgiveNoAccount() {
    fail("anna", HERE, 20);
    for (int i = 0; i < 2 * SignInThrottle.ADDRESSES_MAX; i++) {
      throttle.failed("", "2001:db8::" + Integer.toHexString(i));
    }
    assertTrue(throttle.addresses() <= SignInThrottle.ADDRESSES_MAX);
    assertEquals(SignInThrottle.ACCOUNT_WAIT_MAX.toSeconds(), waitS("anna", "192.0.2.8"));
  }

  @Test
  void secretsAreHashedWithSaltAndFitNothingElse() {
    String kept = SecretHash.of("739104");
    assertTrue(kept.startsWith("pbkdf2-sha256$600000$"), kept);
    assertTrue(SecretHash.fits("739104", kept));
    assertTrue(!SecretHash.fits("739105", kept));
    assertTrue(!SecretHash.of("739104").equals(kept), "no salt");
    assertTrue(!SecretHash.fits("739104", SecretHash.NOBODY));
    // RFC 7914, section 11, of PBKDF2-HMAC-SHA-256; its first 32 bytes.
    assertTrue(
        SecretHash.fits(
            "passwd", "pbkdf2-sha256$1$c2FsdA$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw"));
  }

  @Test
  void easySecretsAreRefused() {
    for (String pin : new String[] {"12345", "123456", "654321", "111111"}) {
      assertTrue(SecretRule.refusal("anna", Role.TECHNICIAN, pin).isPresent(), pin);
    }
    assertEquals(Optional.empty(), SecretRule.refusal("anna", Role.TECHNICIAN, "739104"));
    for (String word : new String[] {"739104", "short", "ritaritarita"}) {
      assertTrue(SecretRule.refusal("rita", Role.GEOLOGIST, word).isPresent(), word);
    }
    assertEquals(Optional.empty(), SecretRule.refusal("rita", Role.GEOLOGIST, "granite and 9"));
  }
}
