-- Creates three roles for one inventory. Run it as a superuser: `psql -v ON_ERROR_STOP=1 -d inventory -f db/roles.sql`.
-- You can run it before the first migration, after each later one, and as often as you like; the rights are the same.
--
--   image_inventory_owner   migrates and prunes; owns the schemas and everything in them
--   image_inventory_writer  runs sync: no DDL; can only read history and append to it
--   image_inventory_reader  reads tables and views
--
-- The roles have no password. Set one with \password, or let the server authenticate them in another way.
--
-- Rights on history tables can be granted only after these tables exist. So on an empty database, run this script, then
-- `image-inventory migrate` as the owner, then this script again. Until then the writer has no rights on tables.

BEGIN;

DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['image_inventory_owner', 'image_inventory_writer', 'image_inventory_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', wanted);
        END IF;
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), wanted);
    END LOOP;
END
$$;

-- Ownership of the schemas, and of everything in them -----------------------------------------------------------------

CREATE SCHEMA IF NOT EXISTS inventory;
CREATE SCHEMA IF NOT EXISTS batch;
ALTER SCHEMA inventory OWNER TO image_inventory_owner;
ALTER SCHEMA batch OWNER TO image_inventory_owner;

DO $$
DECLARE
    target record;
BEGIN
    FOR target IN
        -- Indexes, and sequences of identity columns, get the owner of their table.
        SELECT c.oid::regclass AS name,
               CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                              ELSE 'TABLE' END AS type
        FROM pg_class c
        WHERE c.relnamespace IN ('inventory'::regnamespace, 'batch'::regnamespace)
          AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
          AND c.relowner <> 'image_inventory_owner'::regrole
          AND NOT EXISTS (SELECT FROM pg_depend d
                          WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND c.relkind = 'S'
                            AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0)
    LOOP
        EXECUTE format('ALTER %s %s OWNER TO image_inventory_owner', target.type, target.name);
    END LOOP;
    FOR target IN
        SELECT p.oid::regprocedure AS name
        FROM pg_proc p
        WHERE p.pronamespace IN ('inventory'::regnamespace, 'batch'::regnamespace)
          AND p.proowner <> 'image_inventory_owner'::regrole
    LOOP
        EXECUTE format('ALTER ROUTINE %s OWNER TO image_inventory_owner', target.name);
    END LOOP;
END
$$;

-- Rights on existing tables -------------------------------------------------------------------------------------------

REVOKE ALL ON ALL TABLES IN SCHEMA inventory, batch FROM image_inventory_writer, image_inventory_reader;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA inventory, batch FROM image_inventory_writer, image_inventory_reader;

GRANT USAGE ON SCHEMA inventory TO image_inventory_writer, image_inventory_reader;
GRANT USAGE ON SCHEMA batch TO image_inventory_writer;
GRANT SELECT ON ALL TABLES IN SCHEMA inventory TO image_inventory_writer, image_inventory_reader;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA inventory, batch TO image_inventory_writer;

DO $$
DECLARE
    target record;
BEGIN
    FOR target IN
        SELECT c.oid::regclass AS name,
               CASE WHEN c.relname IN ('image_revision', 'image_change') THEN 'SELECT, INSERT'
                    ELSE 'SELECT, INSERT, UPDATE, DELETE' END AS rights
        FROM pg_class c
        WHERE c.relnamespace IN ('inventory'::regnamespace, 'batch'::regnamespace)
          AND c.relkind IN ('r', 'p')
          -- Only the owner may record migrations.
          AND c.relname <> 'flyway_schema_history'
    LOOP
        EXECUTE format('GRANT %s ON %s TO image_inventory_writer', target.rights, target.name);
    END LOOP;
END
$$;

-- Rights on tables of later migrations --------------------------------------------------------------------------------

ALTER DEFAULT PRIVILEGES FOR ROLE image_inventory_owner IN SCHEMA inventory
    GRANT SELECT ON TABLES TO image_inventory_reader;

DO $$
BEGIN
    IF to_regclass('inventory.image_revision') IS NULL THEN
        RAISE NOTICE 'no tables yet: run image-inventory migrate as image_inventory_owner, then this script again';
        RETURN;
    END IF;
    ALTER DEFAULT PRIVILEGES FOR ROLE image_inventory_owner IN SCHEMA inventory, batch
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO image_inventory_writer;
    ALTER DEFAULT PRIVILEGES FOR ROLE image_inventory_owner IN SCHEMA inventory, batch
        GRANT USAGE ON SEQUENCES TO image_inventory_writer;
END
$$;

COMMIT;
