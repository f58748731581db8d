package org.imageinventory.standin;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response to a request.
 *
 * @param code the API's code in the body, for the request log
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, String code, String contentType, Map<String, String> headers, byte[] body) {

    static final String JSON = "application/json;charset=utf-8";
    static final String HTML = "text/html;charset=utf-8";

    /** An error in the gateway's words, before it has a request ID. */
    record Problem(int status, String code, String message, Map<String, String> headers, Map<String, Object> details) {

        Answer answer(String requestId, String host) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("RequestId", requestId);
            fields.put("HostId", host);
            fields.put("Code", code);
            fields.put("Message", message);
            fields.put("Recommend", "https://api.aliyun.com/troubleshoot?q=" + code + "&product=appstream-center");
            fields.putAll(details);
            var all = new LinkedHashMap<>(headers);
            all.put("x-acs-request-id", requestId);
            return new Answer(status, code, JSON, all, Json.bytes(fields));
        }
    }

    static Answer json(int status, Object value) {
        return new Answer(status, "", JSON, Map.of(), Json.bytes(value));
    }

    static Answer html(int status, String title) {
        var page =
                "<html>\r\n<head><title>%1$s</title></head>\r\n<body>\r\n<center><h1>%1$s</h1></center>\r\n</body>\r\n</html>\r\n"
                        .formatted(title);
        return new Answer(status, "", HTML, Map.of(), page.getBytes(StandardCharsets.UTF_8));
    }

    Answer withBody(byte[] other) {
        return new Answer(status, code, contentType, headers, other);
    }
}
