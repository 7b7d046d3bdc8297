package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BareJidTest {

    @Test
    void itsParts() {
        assertThat(BareJid.of("Juliet@Example.COM").localpart()).isEqualTo("juliet");
        assertThat(BareJid.of("Juliet@Example.COM").domainpart()).isEqualTo("example.com");
        assertThat(BareJid.of("icq.example.org").localpart()).isEmpty();
        assertThat(BareJid.of("icq.example.org").domainpart()).isEqualTo("icq.example.org");
        assertThat(BareJid.of("juliet", "example.com")).isEqualTo(BareJid.of("juliet@example.com"));
        assertThat(BareJid.of("", "example.com")).isEqualTo(BareJid.of("example.com"));
    }

    @Test
    void preparingWhatWasPreparedChangesNothing() {
        BareJid jid = BareJid.of("Jülıet@BÜCHER.example");

        assertThat(BareJid.of(jid.toString())).isEqualTo(jid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@example.com/balcony", "example.com/", "a@b/c/d@e"})
    void aResourceIsRefusedAndNeverStripped(String jid) {
        assertThatIllegalArgumentException().isThrownBy(() -> BareJid.of(jid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JULIET@EXAMPLE.COM", "straße.de", "a b@c", "{juliet}@[::1]", "x"})
    void whatIsStoredIsTakenAsItIs(String jid) {
        assertThat(BareJid.stored(jid)).hasToString(jid);
    }

    @Test
    void nothingIsFoldedInComparing() {
        assertThat(BareJid.stored("JULIET@example.com")).isNotEqualTo(BareJid.stored("juliet@example.com"));
        assertThat(BareJid.stored("straße.de")).isNotEqualTo(BareJid.stored("strasse.de"));
        assertThat(BareJid.stored("\u00E9.de")).isNotEqualTo(BareJid.stored("e\u0301.de"));
    }

    @Test
    void anEmptyOrMissingOneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> BareJid.stored(""));
        assertThatIllegalArgumentException().isThrownBy(() -> BareJid.of(""));
        assertThatNullPointerException().isThrownBy(() -> BareJid.of(null));
        assertThatNullPointerException().isThrownBy(() -> BareJid.of(null, "example.com"));
        assertThatNullPointerException().isThrownBy(() -> BareJid.of("juliet", null));
        assertThatNullPointerException().isThrownBy(() -> BareJid.stored(null));
    }

    @Test
    void equality() {
        EqualsVerifier.forClass(BareJid.class).suppress(Warning.NULL_FIELDS).verify();
    }
}
