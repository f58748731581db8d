package org.imageinventory.k8s;

import static tools.jackson.databind.cfg.CoercionAction.Fail;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * A reader of manifests that is as strict as the Kubernetes API with strict validation. A duplicate key, an unknown
 * field or a value of the wrong type causes a {@link RuntimeException} that names it.
 */
final class StrictManifest {

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.of(
                    ConfigMap.class,
                    CronJob.class,
                    Job.class,
                    Namespace.class,
                    NetworkPolicy.class,
                    PrometheusRule.class,
                    Role.class,
                    RoleBinding.class,
                    ServiceAccount.class)
            .collect(Collectors.toUnmodifiableMap(StrictManifest::apiVersionAndKind, kind -> kind));

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, texts -> texts.setCoercion(CoercionInputShape.Boolean, Fail)
                    .setCoercion(CoercionInputShape.Integer, Fail)
                    .setCoercion(CoercionInputShape.Float, Fail))
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                /** Without this, the model would silently keep an unknown field. */
                @Override
                public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
                    return false;
                }
            })
            .build();

    private StrictManifest() {}

    static List<HasMetadata> read(String yaml) {
        return documents(yaml).map(StrictManifest::typed).toList();
    }

    /** Does the same without a model, for files whose kind is not one of Kubernetes. */
    static Stream<Map<String, Object>> documents(String yaml) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var loaded = new Yaml(new SafeConstructor(options)).loadAll(yaml);
        return StreamSupport.stream(loaded.spliterator(), false).map(StrictManifest::mapping);
    }

    private static HasMetadata typed(Map<String, Object> document) {
        var name = document.get("apiVersion") + " " + document.get("kind");
        var kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalArgumentException(name + " is not one of " + KINDS.keySet());
        }
        return MAPPER.convertValue(document, kind);
    }

    private static String apiVersionAndKind(Class<? extends HasMetadata> kind) {
        return HasMetadata.getApiVersion(kind) + " " + HasMetadata.getKind(kind);
    }

    @SuppressWarnings("unchecked") // a YAML mapping with keys that are not texts is refused later, when it is typed
    private static Map<String, Object> mapping(Object document) {
        return (Map<String, Object>) document;
    }
}
