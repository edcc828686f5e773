package outbox

import (
	"context"
	netmail "net/mail"
	"strings"
	"unicode/utf8"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Setting is a zone's mail server as its administrator sees it: the password never comes back.
type Setting struct {
	Server, Sender, Login string
	Password              string // when saving: empty keeps the one there is
	HasPassword           bool
	SinceAt               value.Instant
}

const (
	settingSQL = `SELECT id, server, sender, COALESCE(login, ''), password, since_at FROM mail_setting WHERE zone = $1 AND until_at IS NULL`
	maxSetting = 254
)

type storedSetting struct {
	Setting
	id     value.ID
	sealed []byte
}

func readSetting(tx *gate.ReadTx) (s storedSetting, err error) {
	err = tx.One(settingSQL, []any{tx.Zone()}, &s.id, &s.Server, &s.Sender, &s.Login, &s.sealed, &s.SinceAt)
	if fault.Is(err, fault.NotFound) {
		err = nil
	}
	s.HasPassword = len(s.sealed) > 0
	return s, err
}

func (s storedSetting) password(tx *gate.ReadTx) (string, error) {
	if !s.HasPassword {
		return "", nil
	}
	p, err := tx.OpenZone("mail_setting", s.id, "password", s.sealed)
	return string(p), err
}

// MailOf is how the mail of a zone leaves: by its own server, or by the program's. No Server: it stays where it is. For the program only.
func (r *Room) MailOf(ctx context.Context, zone string) (m Mail, err error) {
	err = r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error {
		s, err := readSetting(&tx.ReadTx)
		if err != nil || s.id == "" {
			m = r.opts.Fallback
			return err
		}
		m = Mail{Server: s.Server, From: s.Sender, Login: s.Login, wait: r.opts.Fallback.wait}
		m.Password, err = s.password(&tx.ReadTx)
		return err
	})
	return m, err
}

// SaveSetting changes the zone's mail server; an empty Server takes it away. The password stays when none is given, but never goes along to
// another server or another login. It fails as Invalid, by field.
func (r *Room) SaveSetting(ctx context.Context, who gate.Actor, s Setting) error {
	s.Server, s.Sender, s.Login = strings.TrimSpace(s.Server), strings.TrimSpace(s.Sender), strings.TrimSpace(s.Login)
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := tx.Decide(policy.MailSettle, policy.Resource{Kind: policy.Zone}); err != nil {
			return err
		}
		old, err := readSetting(&tx.ReadTx)
		if err != nil {
			return err
		}
		if err := s.check(old); err != nil {
			return err
		}
		if s.Password == "" && s.Login != "" {
			if s.Password, err = old.password(&tx.ReadTx); err != nil {
				return err
			}
		}
		if old.id != "" {
			if err := tx.Update("mail_setting", old.id, gate.Row{"until_at": tx.Now()}); err != nil {
				return err
			}
		}
		if s.Server == "" {
			return nil
		}
		return insertSetting(tx, s)
	})
}

func insertSetting(tx *gate.WriteTx, s Setting) error {
	id := value.NewID()
	row := gate.Row{"id": id, "server": s.Server, "sender": s.Sender, "since_at": tx.Now(), "by_id": tx.Who().Account}
	if s.Login != "" {
		row["login"] = s.Login
	}
	if s.Login != "" && s.Password != "" {
		sealed, err := tx.SealZone("mail_setting", id, "password", []byte(s.Password))
		if err != nil {
			return err
		}
		row["password"] = sealed
	}
	return tx.Insert("mail_setting", row)
}

func (s Setting) check(old storedSetting) error {
	var c fault.Check
	if s.Server == "" {
		return nil
	}
	u, err := parseServer(s.Server)
	c.Require(err == nil && u.User == nil && plain(s.Server), "server", text.MailServerWrong)
	a, err := netmail.ParseAddress(s.Sender)
	c.Require(err == nil && a.Address == s.Sender && plain(s.Sender), "sender", text.MailSenderWrong)
	c.Require(plain(s.Login), "login", text.MailLoginWrong)
	c.Require(utf8.ValidString(s.Password) && len(s.Password) <= maxSetting && !strings.ContainsAny(s.Password, "\r\n\x00"), "password", text.MailPasswordWrong)
	c.Require(s.Password == "" || s.Login != "", "login", text.MailLoginNeeded)
	moved := old.HasPassword && (s.Server != old.Server || s.Login != old.Login)
	c.Require(s.Login == "" || s.Password != "" || !moved, "password", text.MailPasswordAgain)
	return c.Err()
}

// plain is a text of one short line.
func plain(s string) bool { return len(s) <= maxSetting && utf8.ValidString(s) && oneLine(s) == s }
