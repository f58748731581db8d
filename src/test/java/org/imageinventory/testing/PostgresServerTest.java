package org.imageinventory.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PostgresServerTest {

    @Test
    void keepsTheParametersOfTheUrlForEveryDatabase() {
        var server = new PostgresServer("jdbc:postgresql://db.example:5433/postgres?sslmode=require", "u", "p");

        assertThat(server.jdbcUrl("t1")).isEqualTo("jdbc:postgresql://db.example:5433/t1?sslmode=require");
    }

    @Test
    void aUrlIsTakenAsItIsWithItsRole() {
        var shared = PostgresServer.shared();
        var url = shared.jdbcUrl("postgres").replaceFirst("\\?.*", "") + "?user=" + shared.username() + "&password="
                + shared.password();

        var server = PostgresServer.at(url);

        assertThat(server.username()).isEqualTo(shared.username());
        assertThat(server.password()).isEqualTo(shared.password());
        assertThat(server.jdbcUrl("x")).contains("/x?user=");
    }

    @Test
    void anUnknownChoiceIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> PostgresServer.chosenBy("dokcer"))
                .hasMessage("TEST_POSTGRES is auto, docker, embedded or a JDBC URL, not 'dokcer'");
    }
}
