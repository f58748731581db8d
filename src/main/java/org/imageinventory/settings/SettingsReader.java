package org.imageinventory.settings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.imageinventory.listimage.Account;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A reader of the settings in an environment's properties. It reports what is wrong with them in one message. */
public final class SettingsReader {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(InventorySettings.PREFIX);

    private SettingsReader() {}

    /**
     * Returns the settings, with defaults for those that are not set.
     *
     * @throws ConfigurationException if a key is unknown or a value is not allowed
     */
    public static InventorySettings read(ConfigurableEnvironment environment) {
        var sources = ConfigurationPropertySources.get(environment);
        sources.forEach(SettingsReader::refuseUnknownKeys);
        var binder =
                new Binder(sources, new PropertySourcesPlaceholdersResolver(environment), conversion(), null, null);
        try {
            return binder.bindOrCreate(InventorySettings.PREFIX, Bindable.of(InventorySettings.class));
        } catch (BindException e) {
            throw new ConfigurationException(message(e, sources), e);
        }
    }

    /**
     * Refuses unknown keys, but not in environment variables, because all programs share their names. For example,
     * Kubernetes sets {@code INVENTORY_PORT} if a service is called inventory.
     */
    private static void refuseUnknownKeys(ConfigurationPropertySource source) {
        if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource
                || !(source instanceof IterableConfigurationPropertySource iterable)) {
            return;
        }
        iterable.stream().filter(ROOT::isAncestorOf).forEach(key -> {
            var property = source.getConfigurationProperty(key);
            var problem = SettingKeys.problem(key);
            if (problem != null) {
                throw new ConfigurationException(problem + SettingPlace.of(property));
            }
        });
    }

    private static ConversionService conversion() {
        var conversion = new ApplicationConversionService();
        conversion.addConverter(String.class, Account.class, name -> new Account(name, null, null));
        // A fraction fails; it is not truncated silently.
        conversion.addConverter(Double.class, Integer.class, number -> BigDecimal.valueOf(number)
                .intValueExact());
        return conversion;
    }

    private static String message(BindException failure, Iterable<ConfigurationPropertySource> sources) {
        var bound = failure.getProperty();
        var property = bound != null ? bound : property(failure.getName(), sources);
        var name = property == null ? failure.getName() : property.getName();
        for (var cause : causes(failure)) {
            if (cause instanceof UnboundConfigurationPropertiesException unbound) {
                var first = unbound.getUnboundProperties().iterator().next();
                return first.getName() + " has no entry before it: number the entries of a list from 0, without gaps"
                        + SettingPlace.of(first);
            }
            if (cause instanceof ConversionException conversion) {
                return name + " must be " + SettingWords.allowed(target(conversion, failure)) + ", not '"
                        + value(property) + "'" + SettingPlace.of(property);
            }
        }
        var said = causes(failure).stream()
                .filter(IllegalArgumentException.class::isInstance)
                .findFirst();
        var reason = Optional.ofNullable(said.orElse(failure).getMessage()).orElse("is not allowed");
        if (!reason.startsWith(InventorySettings.PREFIX + ".")) {
            return name + ": " + reason + SettingPlace.of(property);
        }
        var key = reason.split(" ", 2)[0];
        return ConfigurationPropertyName.isValid(key)
                ? reason + SettingPlace.of(propertyOrEntry(ConfigurationPropertyName.of(key), sources))
                : reason;
    }

    private static @Nullable ConfigurationProperty property(
            ConfigurationPropertyName name, Iterable<ConfigurationPropertySource> sources) {
        return StreamSupport.stream(sources.spliterator(), false)
                .map(source -> source.getConfigurationProperty(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Returns the property, or a list's first entry, because a list has no place of its own. */
    private static @Nullable ConfigurationProperty propertyOrEntry(
            ConfigurationPropertyName name, Iterable<ConfigurationPropertySource> sources) {
        var property = property(name, sources);
        return property != null
                ? property
                : StreamSupport.stream(sources.spliterator(), false)
                        .filter(IterableConfigurationPropertySource.class::isInstance)
                        .map(IterableConfigurationPropertySource.class::cast)
                        .flatMap(source -> source.stream()
                                .filter(name::isAncestorOf)
                                .map(source::getConfigurationProperty)
                                .limit(1))
                        .findFirst()
                        .orElse(null);
    }

    private static Class<?> target(ConversionException conversion, BindException failure) {
        if (conversion instanceof ConversionFailedException failed) {
            return failed.getTargetType().getType();
        }
        if (conversion instanceof ConverterNotFoundException missing) {
            return missing.getTargetType().getType();
        }
        return failure.getTarget().getType().resolve(Object.class);
    }

    private static String value(@Nullable ConfigurationProperty property) {
        return property == null ? "" : String.valueOf(property.getValue());
    }

    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        Stream.iterate(failure.getCause(), cause -> cause != null, Throwable::getCause)
                .forEach(causes::add);
        return causes;
    }
}
