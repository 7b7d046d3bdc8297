package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of RFC 4648, 10, without their padding; and back from what an encoder by the book writes. */
class Base32Test {

    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void theVectorsOfTheRfc(String text, String encoded) {
        assertThat(Base32.decoded(encoded)).contains(text);
        assertThat(SmackDirectoryReaderTest.base32(text)).isEqualTo(encoded);
    }

    @Test
    void anyTextComesBack() {
        for (String text :
                new String[] {"andr\u00e9@ex\u00e4mple.org", "\u670b\u53cb@x", "\ud83d\ude00", "user@[::1]"}) {
            assertThat(Base32.decoded(SmackDirectoryReaderTest.base32(text))).contains(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AAA",
                "AAAAAA",
                "MZ",
                "M1",
                "M8",
                "M=",
                "MY======",
                " MY",
                "M\u00dd",
                "\u0131\u0131",
                "74",
                "777777Y"
            })
    void whatNoEncoderWritesIsRefused(String encoded) {
        assertThat(Base32.decoded(encoded)).isEmpty();
    }
}
