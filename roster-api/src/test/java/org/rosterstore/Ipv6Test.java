package org.rosterstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4291, section 2.2, and RFC 5952. */
class Ipv6Test {

    @ParameterizedTest
    @CsvSource({
        "[::], [::]",
        "[::1], [::1]",
        "[0:0:0:0:0:0:0:1], [::1]",
        "[0000:0000:0000:0000:0000:0000:0000:0001], [::1]",
        "[1::], [1::]",
        "[1:2:3:4:5:6:7:8], [1:2:3:4:5:6:7:8]",
        // RFC 5952, section 2: eight spellings of one
        "[2001:db8:0:0:1:0:0:1], [2001:db8::1:0:0:1]",
        "[2001:0db8:0:0:1:0:0:1], [2001:db8::1:0:0:1]",
        "[2001:db8::1:0:0:1], [2001:db8::1:0:0:1]",
        "[2001:db8::0:1:0:0:1], [2001:db8::1:0:0:1]",
        "[2001:0db8::1:0:0:1], [2001:db8::1:0:0:1]",
        "[2001:db8:0:0:1::1], [2001:db8::1:0:0:1]",
        "[2001:db8:0000:0:1::1], [2001:db8::1:0:0:1]",
        "[2001:DB8:0:0:1::1], [2001:db8::1:0:0:1]",
        // section 4.2.2: one zero is not left out, though '::' may stand for one
        "[2001:db8::1:1:1:1:1], [2001:db8:0:1:1:1:1:1]",
        "[1:2:3:4:5:6:7::], [1:2:3:4:5:6:7:0]",
        "[::2:3:4:5:6:7:8], [0:2:3:4:5:6:7:8]",
        // section 4.2.3: the longest run
        "[2001:0:0:1:0:0:0:1], [2001:0:0:1::1]",
        // an IPv4 address at the end
        "[::ffff:192.0.2.1], [::ffff:192.0.2.1]",
        "[::FFFF:c000:201], [::ffff:192.0.2.1]",
        "[::255.255.255.255], [::ffff:ffff]",
        "[64:ff9b::192.0.2.33], [64:ff9b::c000:221]",
        "[1:2:3:4:5:6:0.0.0.0], [1:2:3:4:5:6::]",
        "[0000:0000:0000:0000:0000:0000:255.255.255.255], [::ffff:ffff]",
    })
    void hasOneForm(String literal, String prepared) {
        assertThat(Ipv6.prepare(literal)).isEqualTo(prepared);
        assertThat(Ipv6.prepare(prepared)).isEqualTo(prepared);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[]",
                "::1",
                "[::1",
                "[::1].",
                "[[::1]]",
                "[:]",
                "[:::]",
                "[1]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4::5:6:7:8]",
                "[1::2::3]",
                "[:1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:]",
                "[::12345]",
                "[::g]",
                "[::-1]",
                "[::+1]",
                "[:: 1]",
                "[::１]",
                "[::1%eth0]",
                "[::1%25eth0]",
                "[v1.fe80::a]",
                "[192.0.2.1]",
                "[::192.0.2]",
                "[::192.0.2.1.1]",
                "[::192.0.2.256]",
                "[::192.0.2.01]",
                "[::192.0.2.]",
                "[::192.0.2.1:1]",
                "[192.0.2.1::]",
                "[1:2:3:4:5:6:7:192.0.2.1]",
                "[0000:0000:0000:0000:0000:0000:0000:0000:0000:00]",
            })
    void whatIsNoAddressIsRefused(String literal) {
        assertThatThrownBy(() -> Ipv6.prepare(literal))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an IPv6 address");
    }

    /** The JDK's own reader, given a literal, looks up no name. It makes IPv4 of mapped addresses: none is drawn here. */
    @Test
    void keepsTheAddress() throws Exception {
        Random random = new Random(5952);
        for (int i = 0; i < 5_000; i++) {
            byte[] address = new byte[16];
            for (int octet = 0; octet < address.length; octet++) {
                address[octet] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : 0);
            }
            address[0] = 0x20;
            String literal = '[' + Inet6Address.getByAddress(address).getHostAddress() + ']';
            String prepared = Ipv6.prepare(literal);
            assertThat(InetAddress.getByName(prepared).getAddress()).isEqualTo(address);
            assertThat(Ipv6.prepare(prepared)).isEqualTo(prepared);
        }
    }
}
