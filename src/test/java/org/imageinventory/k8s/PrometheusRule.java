package org.imageinventory.k8s;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** The Prometheus Operator's kind for alerting rules: the members that its custom resource definition has. */
@JsonDeserialize(using = ValueDeserializer.None.class)
@Group("monitoring.coreos.com")
@Version("v1")
final class PrometheusRule implements HasMetadata {

    private @Nullable String apiVersion;
    private @Nullable ObjectMeta metadata;

    @JsonProperty
    private @Nullable Spec spec;

    record Spec(List<RuleGroup> groups) {}

    record RuleGroup(String name, @Nullable String interval, List<Rule> rules) {}

    record Rule(
            String alert,
            String expr,
            @JsonProperty("for") @Nullable String pending,
            Map<String, String> labels,
            Map<String, String> annotations) {}

    @Nullable
    Spec spec() {
        return spec;
    }

    @JsonProperty("kind")
    void kind(String kind) {
        if (!kind.equals(getKind())) {
            throw new IllegalArgumentException(kind + " is not a " + getKind());
        }
    }

    @Override
    public @Nullable String getApiVersion() {
        return apiVersion;
    }

    @Override
    public void setApiVersion(String apiVersion) {
        this.apiVersion = apiVersion;
    }

    @Override
    public @Nullable ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }
}
