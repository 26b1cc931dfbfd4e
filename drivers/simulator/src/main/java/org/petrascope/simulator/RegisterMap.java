package org.petrascope.simulator;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The device's memory: all registers and, behind them, the camera description. Used by the control
 * thread alone once the camera runs.
 */
final class RegisterMap {
  private static final TreeMap<Integer, Register> BY_ADDRESS = new TreeMap<>();

  static {
    for (Register register : Register.values()) {
      BY_ADDRESS.put(register.address(), register);
    }
  }

  private final ByteBuffer memory;

  RegisterMap(byte[] description) {
    int paddedToWord = (description.length + 3) / 4 * 4;
    memory = ByteBuffer.allocate(Register.XML_ADDRESS + paddedToWord);
    memory.put(Register.XML_ADDRESS, description);
  }

  /** The register that holds this address. */
  static Optional<Register> at(int address) {
    Map.Entry<Integer, Register> entry = BY_ADDRESS.floorEntry(address);
    return entry != null && address < entry.getKey() + entry.getValue().length()
        ? Optional.of(entry.getValue())
        : Optional.empty();
  }

  /** Whether the whole range lies in the device's memory. */
  boolean holds(int address, int length) {
    return address >= 0 && length >= 0 && address <= memory.capacity() - length;
  }

  /** Appends the bytes from this address on to {@code out}. */
  void read(int address, int length, ByteBuffer out) {
    out.put(out.position(), memory, address, length);
    out.position(out.position() + length);
  }

  int integer(Register register) {
    return memory.getInt(register.address());
  }

  double real(Register register) {
    return memory.getDouble(register.address());
  }

  void set(Register register, int value) {
    memory.putInt(register.address(), value);
  }

  void set(Register register, double value) {
    memory.putDouble(register.address(), value);
  }

  /** Writes text that is cut to fit and padded with zeros. */
  void set(Register register, String text) {
    byte[] bytes = text.getBytes(Register.TEXT);
    byte[] padded = new byte[register.length()];
    System.arraycopy(bytes, 0, padded, 0, Math.min(bytes.length, padded.length - 1));
    memory.put(register.address(), padded);
  }

  /** Writes a table of doubles from the register's beginning. */
  void set(Register register, double[] values) {
    memory.asDoubleBuffer().put(register.address() / Double.BYTES, values);
  }

  /** Writes raw bytes to a text register, from its beginning; the rest becomes zero. */
  void set(Register register, ByteBuffer bytes) {
    byte[] padded = new byte[register.length()];
    bytes.get(padded, 0, Math.min(bytes.remaining(), padded.length));
    memory.put(register.address(), padded);
  }
}
