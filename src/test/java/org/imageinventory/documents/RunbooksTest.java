package org.imageinventory.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each alert has the address of a runbook: a page of this repository, and a heading on it. */
class RunbooksTest {

    private static final String BASE = "https://git.example/image-inventory/blob/main/";
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern RUNBOOK = Pattern.compile("runbook_url: " + Pattern.quote(BASE) + "(\\S+)#(\\S+)");

    @Test
    void eachAlertLeadsToARunbook() throws IOException {
        var rules = Files.readString(Path.of("observability/alerts.yaml"));

        assertThat(RUNBOOK.matcher(rules).results())
                .hasSameSizeAs(ALERT.matcher(rules).results().toList())
                .allSatisfy(runbook -> assertThat(
                                Page.read(Path.of(runbook.group(1))).anchors())
                        .contains(runbook.group(2)));
        assertThat(rules).contains("replace " + BASE.substring(0, BASE.length() - 1) + " by");
    }
}
