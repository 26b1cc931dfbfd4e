import { describe, expect, it } from 'vitest';
import { Problem, Unreachable, type Door, type Session } from './api';
import { SessionState } from './session.svelte';
import { strings } from './strings';

const nobody: Session = { account: null, role: null, needed: true, accounts: ['anna', 'chief'] };

/** A door that lets one technician in. */
class SmallDoor implements Door {
  now = nobody;
  reachable = true;

  private answer = (): Promise<Session> => (this.reachable ? Promise.resolve(this.now) : Promise.reject(new Unreachable('/session')));

  session = () => this.answer();
  signIn = (account: string, secret: string) => {
    if (secret !== '739104') {
      return Promise.reject(new Problem(401, 'name and secret do not fit: type them again'));
    }
    this.now = { ...nobody, account, role: 'technician' };
    return this.answer();
  };
  signOut = () => {
    this.now = nobody;
    return this.answer();
  };
}

describe('whoever is before the page', () => {
  it('sees nothing before the appliance said who it is', async () => {
    const state = new SessionState(new SmallDoor());
    expect(state.known).toBe(false);
    await state.read();
    expect(state.known).toBe(true);
    expect(state.admitted).toBe(false);
    expect(state.accounts).toEqual(['anna', 'chief']);
  });

  it('is let in with the right secret, and told why not with a wrong one', async () => {
    const state = new SessionState(new SmallDoor());
    await state.signIn('anna', '000000');
    expect(state.admitted).toBe(false);
    expect(state.refusal).toBe('name and secret do not fit: type them again');
    await state.signIn('anna', '739104');
    expect(state.signedIn).toBe(true);
    expect(state.account).toBe('anna');
    expect(state.refusal).toBe('');
    await state.signOut();
    expect(state.admitted).toBe(false);
  });

  it('may do what its role may, and no more', async () => {
    const state = new SessionState(new SmallDoor());
    expect(state.may('technician')).toBe(false);
    await state.signIn('anna', '739104');
    expect(state.may('technician')).toBe(true);
    expect(state.may('geologist')).toBe(false);
  });

  it('signs in nowhere while nobody has an account', async () => {
    const door = new SmallDoor();
    door.now = { account: 'this machine', role: 'administrator', needed: false, accounts: [] };
    const state = new SessionState(door);
    await state.read();
    expect(state.admitted).toBe(true);
    expect(state.signedIn).toBe(false);
    expect(state.may('administrator')).toBe(true);
  });

  it('is told when the appliance does not answer', async () => {
    const door = new SmallDoor();
    door.reachable = false;
    const state = new SessionState(door);
    await state.read();
    expect(state.known).toBe(false);
    expect(state.refusal).toBe(strings.connection.unreachable);
  });
});
