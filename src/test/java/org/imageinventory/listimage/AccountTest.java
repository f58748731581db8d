package org.imageinventory.listimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AccountTest {

    private static final String ROLE = "acs:ram::1234567890123456:role/inventory-reader";

    @Test
    void takesItsCredentialsFromTheChainARoleOrAProfile() {
        assertThat(new Account("main", null, null).roleArn()).isNull();
        assertThat(new Account("b", ROLE, null).roleArn()).isEqualTo(ROLE);
        assertThat(new Account("c", null, "tenant-c").profile()).isEqualTo("tenant-c");
    }

    @Test
    void refusesNamesThatWouldNotFitAScopesName() {
        refused(() -> new Account("a/b", null, null), "inventory.accounts.name 'a/b'");
        refused(() -> new Account(" ", null, null), "inventory.accounts.name is blank");
    }

    @Test
    void refusesWhatIsNoRole() {
        refused(() -> new Account("a", "acs:ram::x:role/r", null), "inventory.accounts.role-arn");
        refused(() -> new Account("a", "arn:aws:iam::1:role/r", null), "inventory.accounts.role-arn");
        refused(() -> new Account("a", ROLE, "p"), "both role-arn and profile");
        refused(() -> new Account("a", null, ""), "inventory.accounts.profile is blank");
    }

    private static void refused(Runnable construction, String message) {
        assertThatIllegalArgumentException().isThrownBy(construction::run).withMessageContaining(message);
    }
}
