package org.imageinventory.listimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.imageinventory.listimage.ScriptedApi.Ending;
import org.imageinventory.listimage.ScriptedApi.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlErrorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                <?xml version='1.0' encoding='UTF-8'?><Error><RequestId>req-x</RequestId><HostId>h</HostId>
                <Code>InvalidBizType</Code><Message><![CDATA[BizType 7]]> is &lt;not&gt; allowed</Message></Error>""",
                """
                \uFEFF <ErrorResponse xmlns="http://ecs.aliyuncs.com/"><Error><Code>InvalidBizType</Code>
                <Message>BizType 7 is &lt;not&gt; allowed</Message><Detail><Code>Inner</Code></Detail></Error>
                <RequestId>req-x</RequestId></ErrorResponse>""",
                """
                <Error><RequestId>req-x</RequestId><Code>InvalidBizType</Code>
                <Message>BizType 7 is &lt;not&gt; allowed</Message><Recommend>cut o"""
            })
    void anErrorKeepsItsMessage(String body) throws Exception {
        var failure = failure(body);

        assertThat(failure.category()).isEqualTo(ErrorCategory.INVALID);
        assertThat(failure)
                .hasMessageEndingWith("InvalidBizType (HTTP 400, request id req-x): BizType 7 is <not> allowed");
    }

    @Test
    void aReferenceToAFileIsNotFollowed(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("secret"), "contentOfAFile");
        var body = "<!DOCTYPE Error [<!ENTITY e SYSTEM '" + file.toUri()
                + "'>]><Error><Code>InvalidBizType</Code><Message>&e;</Message></Error>";

        var failure = failure(body);

        assertThat(failure.code()).isEqualTo("InvalidBizType");
        assertThat(failure.getMessage()).doesNotContain("contentOfAFile");
    }

    private static ListImageException failure(String body) throws Exception {
        var reply = new Reply(400, Map.of("Content-Type", "text/xml;charset=utf-8"), body, Ending.WHOLE);
        try (var test = new TestClient(Duration.ofNanos(1), Duration.ofSeconds(10), reply)) {
            return catchThrowableOfType(ListImageException.class, test::list);
        }
    }
}
