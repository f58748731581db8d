package org.imageinventory.cli;

import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The beans that a command starts. They are lazy, so each command creates only those that it uses. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan({"org.imageinventory.job", "org.imageinventory.inventory"})
class Application {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
