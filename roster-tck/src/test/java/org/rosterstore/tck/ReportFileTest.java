package org.rosterstore.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rosterstore.tck.zoo.Zoo;

class ReportFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "memory:, memory",
        "redis://localhost:6379/0, redis_localhost_6379_0",
        "../../etc/passwd, etc_passwd",
        "., store",
        "朱麗葉, store",
        "a b.c-d_e, a_b.c-d_e"
    })
    void aNameIsAPlainFile(String store, String name) {
        assertThat(ReportFile.name(store)).isEqualTo(name);
    }

    @Test
    void aLongNameIsCut() {
        assertThat(ReportFile.name("x".repeat(300))).hasSize(100);
    }

    @Test
    void thereAreThreeForms() throws IOException {
        Report report = Conformance.of(Zoo.right()).variants(Set.of()).run(result -> {});
        assertThat(ReportFile.write(report, folder.resolve("new"))).isEqualTo(folder.resolve("new/right.html"));
        assertThat(folder.resolve("new/right.html")).content().startsWith("<!DOCTYPE html>");
        assertThat(folder.resolve("new/right.json")).content().startsWith("{\n  \"format\": 1,");
        assertThat(folder.resolve("new/right.md")).content().startsWith("# Conformance of right");
    }
}
