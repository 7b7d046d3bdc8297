-- The version of this schema: one row.
CREATE TABLE roster_schema (version INTEGER NOT NULL);

-- One row an owner: what every commit reads and replaces. An erased owner stays as a mark for a day.
CREATE TABLE roster_owner (
  id         BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner      TEXT    COLLATE "C" NOT NULL UNIQUE CHECK (owner <> ''),
  counter    BIGINT  NOT NULL,          -- the revision: counter and commit_id
  commit_id  BIGINT  NOT NULL,
  recent_ids BYTEA   NOT NULL,          -- the ids of the last commits, 8 octets each, oldest first
  logged     INTEGER NOT NULL,          -- how many of the last commits roster_change has
  ver        TEXT,                      -- the protocol's version string
  requests   INTEGER NOT NULL,          -- how many contacts have a pending request
  erased_at  BIGINT                     -- milliseconds since 1970
);

CREATE INDEX roster_mark ON roster_owner (erased_at) WHERE erased_at IS NOT NULL;

-- One row a contact: the item if there is one, the pending request if there is one, the application's own data.
CREATE TABLE roster_contact (
  owner_id          BIGINT  NOT NULL,
  contact           TEXT    COLLATE "C" NOT NULL CHECK (contact <> ''),
  subscription      TEXT,               -- none, to, from or both; null if there is no item
  name              TEXT,
  groups            TEXT,               -- a JSON array; null if there are none
  ask               BOOLEAN NOT NULL DEFAULT FALSE,
  approved          BOOLEAN NOT NULL DEFAULT FALSE,
  request_stanza    TEXT,               -- null if there is no request
  request_nick      TEXT,
  request_status    TEXT,
  request_at        BIGINT,             -- milliseconds since 1970
  extras            TEXT,               -- a JSON object; null if there are none
  changed_counter   BIGINT  NOT NULL,   -- the revision in which this row was changed last
  changed_commit_id BIGINT  NOT NULL,
  PRIMARY KEY (owner_id, contact)
);

-- The log: which contacts the last commits touched.
CREATE TABLE roster_change (
  seq      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner_id BIGINT NOT NULL,
  counter  BIGINT NOT NULL,
  contact  TEXT   COLLATE "C"           -- null for a commit that is logged without its contacts
);

CREATE INDEX roster_change_of_owner ON roster_change (owner_id, counter);

-- For people.
CREATE VIEW roster AS
SELECT o.owner, c.contact, c.subscription, c.name, c.groups, c.ask, c.approved, c.request_stanza, c.extras
FROM roster_owner o JOIN roster_contact c ON c.owner_id = o.id;
