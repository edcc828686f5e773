package sitting

import (
	"strconv"
	"strings"
	"time"

	"siil/internal/gate"
	"siil/internal/outbox"
	"siil/internal/text"
	"siil/internal/value"
)

// begins is the moment at which the sitting is to begin.
func (s Sitting) begins() value.Instant {
	t, _ := time.Parse("15:04", s.Starts)
	return s.OnDay.At(t.Hour(), t.Minute())
}

// lasts is how long a sitting of some cases is foreseen to be: at least an hour, in quarters.
func lasts(items, minutesEach int) time.Duration {
	quarters := (items*minutesEach + 14) / 15
	return time.Duration(max(4, quarters)) * 15 * time.Minute
}

// tell invites accounts to the sitting, or tells them that it changed or is off, with the entry for their calendars.
func (r *Room) tell(tx *gate.WriteTx, s *standing, code string, items int, accounts []value.ID) error {
	if len(accounts) == 0 {
		return nil
	}
	where := s.Where()
	if where == "" {
		where = s.Link
	}
	cal, err := outbox.Calendar(outbox.Event{UID: "sitting-" + string(s.ID) + "@siil", Sequence: s.CalledN - 1, Start: s.begins(),
		End: s.begins().Add(lasts(items, r.m.Sittings.MinutesAnItem)), Summary: text.SittingEvent.In(text.Italian), Place: where, URL: s.Link,
		Cancelled: code == "sitting_cancelled", At: tx.Now()})
	if err != nil {
		return err
	}
	for _, account := range accounts {
		err := outbox.Tell(tx, outbox.Notice{Account: account, Code: code, Args: []string{s.OnDay.ISO(), s.Starts, s.inMail()}, Path: s.path(),
			Once: code + "-" + string(s.ID) + "-" + strconv.Itoa(s.CalledN), Calendar: cal})
		if err != nil {
			return err
		}
	}
	return nil
}

// inMail is where the sitting is held, as far as a mail may say it: nothing that could be an address.
func (s Sitting) inMail() string {
	for _, where := range []string{s.Where(), s.Seat} {
		if len(where) <= 120 && !strings.Contains(where, "@") {
			return where
		}
	}
	return ""
}

func (s Sitting) path() string { return "/sedute/" + string(s.ID) }
