/** Who is before the page, and how somebody signs in and out. The appliance decides; the page only shows it. */

import { Unreachable, type Door, type Role, type Session } from './api';
import { strings } from './strings';

const ROLES: Role[] = ['technician', 'geologist', 'administrator'];

export class SessionState {
  /** What the appliance said last; nothing before it said anything. */
  session: Session | undefined = $state.raw();
  /** Why somebody was not let in. */
  refusal = $state('');
  busy = $state(false);

  constructor(private readonly door: Door) {}

  readonly known = $derived(this.session !== undefined);
  /** Whether the page may be shown. */
  readonly admitted = $derived(this.session?.role != null);
  readonly account = $derived(this.session?.account ?? '');
  readonly role = $derived(this.session?.role ?? null);
  /** Whether somebody signed in, and may sign out. */
  readonly signedIn = $derived(this.admitted && this.session?.needed === true);
  readonly accounts = $derived(this.session?.accounts ?? []);

  /** Whether whoever is here may do what needs this role. */
  may(needed: Role): boolean {
    return this.role !== null && ROLES.indexOf(this.role) >= ROLES.indexOf(needed);
  }

  readonly read = (): Promise<void> => this.ask(() => this.door.session());

  readonly signIn = (account: string, secret: string): Promise<void> => this.ask(() => this.door.signIn(account, secret));

  readonly signOut = (): Promise<void> => this.ask(() => this.door.signOut());

  private async ask(question: () => Promise<Session>): Promise<void> {
    this.refusal = '';
    this.busy = true;
    try {
      this.session = await question();
    } catch (refusal) {
      this.refusal =
        refusal instanceof Unreachable ? strings.connection.unreachable : refusal instanceof Error ? refusal.message : String(refusal);
    }
    this.busy = false;
  }
}
