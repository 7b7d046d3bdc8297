package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void objectsKeepTheirOrder() {
        Map<String, Object> json = Json.object();
        json.put("b", 1);
        json.put("a", List.of("x", true, 1.5));
        json.put("none", Optional.empty());
        json.put("some", Optional.of(7));

        assertThat(Json.of(json)).isEqualTo("{\"b\":1,\"a\":[\"x\",true,1.5],\"none\":null,\"some\":7}");
    }

    @Test
    void textIsOneLineThatSteersNoTerminal() {
        assertThat(Json.of("quote \" backslash \\ line\nbreak\ttab\rreturn"))
                .isEqualTo("\"quote \\\" backslash \\\\ line\\nbreak\\ttab\\rreturn\"");
        assertThat(Json.of("\u001B[2J\u0000\u009B\u2028\u202E"))
                .isEqualTo("\"\\u001b[2J\\u0000\\u009b\\u2028\\u202e\"");
    }

    @Test
    void charactersBeyondTheBasicPlaneStayAndHalvesOfThemAreEscaped() {
        assertThat(Json.of("𝔘 朋友")).isEqualTo("\"𝔘 朋友\"");
        assertThat(Json.of("a\uD83Db\uDE00")).isEqualTo("\"a\\ud83db\\ude00\"");
    }
}
