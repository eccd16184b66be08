// Written by `npm run generate`; do not edit. The folder is the registration.
import type { Probe } from '../model/probe.ts';
import { commonPassword } from './common-password/common-password.ts';
import { disclosureContactPublished } from './disclosure-contact-published/disclosure-contact-published.ts';
import { disclosurePolicyPublished } from './disclosure-policy-published/disclosure-policy-published.ts';
import { emptyPassword } from './empty-password/empty-password.ts';
import { endOfLifeComponent } from './end-of-life-component/end-of-life-component.ts';
import { hardCodedSecret } from './hard-coded-secret/hard-coded-secret.ts';
import { inventoryContradicted } from './inventory-contradicted/inventory-contradicted.ts';
import { inventorySupplied } from './inventory-supplied/inventory-supplied.ts';
import { knownPassword } from './known-password/known-password.ts';
import { networkLogin } from './network-login/network-login.ts';
import { openShell } from './open-shell/open-shell.ts';
import { remoteShellAtBoot } from './remote-shell-at-boot/remote-shell-at-boot.ts';
import { sharedCredentialOnNetwork } from './shared-credential-on-network/shared-credential-on-network.ts';
import { sharedPrivateKey } from './shared-private-key/shared-private-key.ts';
import { statementContradicted } from './statement-contradicted/statement-contradicted.ts';
import { supportEnded } from './support-ended/support-ended.ts';
import { supportPeriodPublished } from './support-period-published/support-period-published.ts';
import { unauthenticatedUpdate } from './unauthenticated-update/unauthenticated-update.ts';
import { updateMechanism } from './update-mechanism/update-mechanism.ts';

export const probes: readonly Probe[] = [commonPassword, disclosureContactPublished, disclosurePolicyPublished, emptyPassword, endOfLifeComponent, hardCodedSecret, inventoryContradicted, inventorySupplied, knownPassword, networkLogin, openShell, remoteShellAtBoot, sharedCredentialOnNetwork, sharedPrivateKey, statementContradicted, supportEnded, supportPeriodPublished, unauthenticatedUpdate, updateMechanism];
