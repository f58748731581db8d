package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imageinventory.inventory.database.Finding;
import org.imageinventory.inventory.database.Finding.Level;
import org.imageinventory.listimage.ListImageClients;
import org.imageinventory.settings.SettingsReader;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What {@code doctor} reports about the API. */
class ApiCheckTest {

    private static final List<String> CREDENTIALS = List.of("alibabacloud.accessKeyId", "alibabacloud.accessKeySecret");

    private final StandIn api = StandIn.builder()
            .documents(List.of("{\"ImageId\": \"img-a\", \"ProductType\": \"CloudApp\"}"))
            .accessKey("LTAI5tTestKey", "right")
            .build()
            .start();

    @BeforeEach
    void giveCredentials() {
        System.setProperty(CREDENTIALS.get(0), "LTAI5tTestKey");
        System.setProperty(CREDENTIALS.get(1), "right");
    }

    @AfterEach
    void takeThemAway() {
        CREDENTIALS.forEach(System::clearProperty);
        api.close();
    }

    @Test
    void credentialsRegionAndClockAreTold() {
        var findings = check();

        assertThat(findings)
                .extracting(Finding::check)
                .containsExactly(
                        "credentials main",
                        "api main/cn-shanghai/CloudApp",
                        "api main/cn-shanghai/CloudDesktop",
                        "clock");
        assertThat(findings.get(0).detail())
                .contains("LTAI****ey", "from provider")
                .doesNotContain("right");
        assertThat(findings.get(1).level()).isEqualTo(Level.OK);
        assertThat(findings.get(1).detail()).startsWith("1 image, responded in ");
    }

    @Test
    void noImagesAreAWarning() {
        var finding = check().get(2);

        assertThat(finding.level()).isEqualTo(Level.WARN);
        assertThat(finding.detail()).startsWith("0 images, responded in ");
        assertThat(finding.advice()).startsWith("correct if the account has no image of this product here");
    }

    @Test
    void eachProductIsChecked() {
        api.faults().when(call -> "CloudApp".equals(call.product()), Fault.noPermission());

        var findings = check();

        assertThat(findings.get(1).level()).isEqualTo(Level.FAIL);
        assertThat(findings.get(2).level()).isEqualTo(Level.WARN);
    }

    @Test
    void aWrongSecretIsToldWithItsCodeAndAWayOut() {
        System.setProperty(CREDENTIALS.get(1), "wrong-secret");

        var finding = check().get(1);

        assertThat(finding.level()).isEqualTo(Level.FAIL);
        assertThat(finding.detail()).contains("SignatureDoesNotMatch").doesNotContain("wrong-secret");
        assertThat(finding.advice()).contains("AccessKey secret");
    }

    @Test
    void aMissingPermissionIsTold() {
        api.faults().next(1, Fault.noPermission());

        var finding = check().get(1);

        assertThat(finding.level()).isEqualTo(Level.FAIL);
        assertThat(finding.detail()).contains("Forbidden.NoPermission");
        assertThat(finding.advice()).contains("appstreaming:ListImage");
    }

    @Test
    void anApiOutOfReachIsTold() {
        var address = api.endpoint().toString();
        api.close();

        var findings = check(address);

        assertThat(findings).hasSize(2);
        var finding = findings.get(1);
        assertThat(finding.level()).isEqualTo(Level.FAIL);
        assertThat(finding.detail()).contains("no connection to " + address);
    }

    @Test
    void aClockThatIsOffIsTold() {
        api.clockSkew(Duration.ofMinutes(5));

        var finding = check().get(3);

        assertThat(finding.level()).isEqualTo(Level.WARN);
        assertThat(finding.detail()).matches("this machine is (5m 0\\ds|4m 5\\ds) behind the API");
    }

    private List<Finding> check() {
        return check(api.endpoint().toString());
    }

    private static List<Finding> check(String endpoint) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "inventory.regions",
                                "cn-shanghai",
                                "inventory.products",
                                "CloudApp,CloudDesktop",
                                "inventory.endpoints.cn-shanghai",
                                endpoint)));
        var settings = SettingsReader.read(environment);
        var findings = new ArrayList<Finding>();
        try (var clients = new ListImageClients(
                settings.api(), 100, settings.endpoints(), Clock.systemUTC(), ObservationRegistry.NOOP)) {
            new ApiCheck(clients, findings::add).run(settings);
        }
        return findings;
    }
}
