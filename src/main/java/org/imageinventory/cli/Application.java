package org.imageinventory.cli;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The program behind the command line. A command makes only the parts that it uses. */
@EnableAutoConfiguration
@ComponentScan({"org.imageinventory.job", "org.imageinventory.inventory"})
@Import(SystemClock.class)
final class Application {}
