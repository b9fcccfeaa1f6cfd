#!/usr/bin/env python3
"""A client of Matchlock with Python's standard library alone, written from docs/client.md.

  matchlock_client.py --key-file data/keys --demo    trade, cancel, lose the connection, recover, end in order
  matchlock_client.py --self-check                   compute the bytes of docs/client.md; needs no gateway

Client is the session: a strategy calls send and poll, on one thread. What it must not forget when the process
ends is next_number, next_report, window and session_id: write these to disk to go on with the same session.
"""

import argparse
import hashlib
import select
import socket
import sys
import time
import uuid
from decimal import Decimal

import wire

NANO = 10**9
TRIES, DELAY_S, ANSWER_S, MOST_REPORTS = 40, 0.5, 10.0, 2500
PASSING = {("NegotiationReject", 20), ("EstablishmentReject", 1), ("EstablishmentReject", 19)}  # to be tried again
PASSING |= {("Terminate", code) for code in (0, 1, 24, 26, 27, 29)}
UNNEGOTIATED = ("EstablishmentReject", 0)
NO_LONGER_AVAILABLE = 16  # of RetransmitReject
BUY, SELL = b"1", b"2"
SIDES = {BUY: "Buy", SELL: "Sell"}
TYPES = {b"0": "New", b"4": "Canceled", b"5": "Replaced", b"C": "Expired", b"D": "Restated", b"L": "Triggered"}
NOT_APPLIED = {0: "skipped", 1: "dead", 2: "the log is short of room"}


class Refused(Exception):
    """To try again would not help: somebody has to look at it."""


class Client:
    def __init__(self, address, key, keepalive_ms=1000):
        self.address, self.key, self.keepalive_ms = address, key, keepalive_ms
        self.session_id, self.negotiated, self.was_established = uuid.uuid4().bytes, False, False
        self.next_number, self.window = 1, {}  # window: frames by number, sent and not known to be stored
        self.stored = 0  # the highest number that is
        self.next_report, self.early, self.asked_for = 1, {}, 0  # early: reports behind a gap, by number
        self.stopped = self.finished = False
        self.instruments = {}  # ids by symbol
        self.socket, self.buffer, self.last_stamp = None, b"", 0
        self.sent_at = self.heard_at = 0.0

    # Logon

    def connect(self):
        for _ in range(TRIES):
            try:
                if self.log_on():
                    return
            except OSError as e:
                print(f"no connection: {e}")
            self.drop()
            time.sleep(DELAY_S)
        raise Refused("no gateway took the session")

    def log_on(self):
        """False if another try may succeed."""
        self.socket = socket.create_connection(self.address, ANSWER_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer, self.early, self.asked_for = b"", {}, 0
        if not self.negotiated:
            self.negotiated = True  # even if the answer is lost: then Establish tells whether it was taken
            if not self.ask(wire.negotiate(self.key, self.session_id, self.stamp()), "NegotiationResponse"):
                return False
        request = wire.establish(self.key, self.session_id, self.stamp(), self.next_number, self.keepalive_ms)
        ack = self.ask(request, "EstablishmentAck")
        if ack:
            self.on_established(ack)
        return ack is not None

    def ask(self, request, wanted):
        """The fields of the answer, None if another try may succeed."""
        self.write(request)
        deadline = time.monotonic() + ANSWER_S
        while not (message := self.next_message()) and time.monotonic() < deadline:
            self.receive(ANSWER_S)
        name, fields = message or ("no answer", {})
        if name == wanted or not message:
            return fields or None
        refusal = name, fields.get("code")
        print(f"{name} {fields.get('code')}: {fields.get('reason')}")
        if refusal == UNNEGOTIATED and not self.was_established:
            self.negotiated = False
        elif refusal not in PASSING:
            raise Refused(f"{name} {fields.get('code')}: {fields.get('reason')}")
        return None

    def on_established(self, ack):
        self.was_established, last = True, ack["lastIncomingSeqNo"]
        print(f"established: messages up to {last} applied, the next report is {ack['nextSeqNo']}")
        if ack["nextSeqNo"] < self.next_report or last < self.stored:
            raise Refused("the log has lost what this session was told: compare with the ledger, take a new id")
        self.next_number = max(self.next_number, last + 1)
        for number in sorted(self.window):
            if number <= last:
                del self.window[number]
            else:
                print(f"sent again: message {number}")
                self.write(self.window[number])
        self.on_next_report(ack["nextSeqNo"])

    def drop(self):
        if self.socket:
            self.socket.close()
        self.socket = None

    def stamp(self):
        """Nanoseconds UTC, each above the one before: a gateway takes only newer ones."""
        self.last_stamp = max(self.last_stamp + 1, time.time_ns())
        return self.last_stamp

    # Sending

    def send(self, name, **fields):
        """Gives a message its number and keeps it until it is known to be stored. Returns the number."""
        if self.stopped and name != "OrderCancelRequest":
            raise Refused("no new orders after NotApplied")
        number, self.next_number = self.next_number, self.next_number + 1
        self.window[number] = wire.frame(name, msgSeqNum=number, **fields)
        if self.socket:
            try:
                self.write(self.window[number])
            except OSError:
                self.drop()  # poll connects again and sends what is in the window
        return number

    def write(self, data):
        self.socket.sendall(data)
        self.sent_at = time.monotonic()

    # Receiving

    def poll(self, seconds, until=lambda: False):
        """Reads, keeps alive, connects again, until the time is over or the condition holds; returns which."""
        deadline = time.monotonic() + seconds
        while not until() and time.monotonic() < deadline:
            try:
                if not self.socket:
                    self.connect()
                self.receive(min(0.05, self.keepalive_ms / 4000))
                while message := self.next_message():
                    self.on_message(*message)
                self.keep_alive()
            except OSError as e:
                print(f"connection lost: {e}")
                self.drop()
        return until()

    def receive(self, seconds):
        if select.select([self.socket], [], [], seconds)[0]:
            data = self.socket.recv(65536)
            if not data:
                raise ConnectionError("closed by the gateway")
            self.buffer, self.heard_at = self.buffer + data, time.monotonic()

    def next_message(self):
        """(name, fields) of the next whole frame, None if there is none yet."""
        size = int.from_bytes(self.buffer[:4], "little")
        if len(self.buffer) < 4 or len(self.buffer) < size:
            return None
        if size < wire.HEADER.size:
            raise ConnectionError("what came is no frame")
        data, self.buffer = self.buffer[:size], self.buffer[size:]
        return wire.decode(data)

    def keep_alive(self):
        now, interval = time.monotonic(), self.keepalive_ms / 1000
        if now - self.heard_at >= 2 * interval:
            raise ConnectionError("nothing was heard for two intervals")
        if now - self.sent_at >= interval:
            self.write(wire.frame("Sequence", nextSeqNo=self.next_number))

    def on_message(self, name, fields):
        if name == "Queued":
            self.settle(fields)
            self.stored = max(self.stored, fields["fromSeqNo"] + fields["count"] - 1)
            print(f"queued: message {fields['fromSeqNo']}, on disk")
        elif name == "NotApplied":
            self.stopped = True
            self.settle(fields)  # dead numbers are never sent again
            why = NOT_APPLIED.get(fields["reason"])
            print(f"not applied: {fields['count']} from message {fields['fromSeqNo']}: {why}")
        elif name == "Sequence":
            self.on_next_report(fields["nextSeqNo"])
        elif name == "Retransmission":
            self.asked_for = fields["nextSeqNo"] + fields["count"]  # it may be less than was asked for
        elif name == "RetransmitReject":
            if fields["code"] != NO_LONGER_AVAILABLE:
                raise Refused(f"RetransmitReject {fields['code']}: {fields['reason']}")
            self.asked_for = 0  # the next Sequence shows the gap again
        elif name == "FinishedReceiving":
            self.finished = True
        elif name == "Terminate":
            passing = (name, fields["code"]) in PASSING
            raise (ConnectionError if passing else Refused)(f"terminated, code {fields['code']}, {fields['reason']}")
        elif name == "SecurityDefinition":
            self.instruments[fields["symbol"].rstrip(b"\0").decode()] = fields["securityID"]
        elif "msgSeqNum" in fields:
            self.on_report(name, fields)

    def settle(self, fields):
        for number in range(fields["fromSeqNo"], min(fields["fromSeqNo"] + fields["count"], self.next_number)):
            self.window.pop(number, None)

    def on_report(self, name, fields):
        """Each number once and in order, whether it comes live or again."""
        self.on_next_report(fields["msgSeqNum"])
        self.early[fields["msgSeqNum"]] = name, fields
        while self.next_report in self.early:
            name, fields = self.early.pop(self.next_report)
            self.next_report += 1
            self.window.pop(fields["refSeqNum"], None)
            print(f"report {fields['msgSeqNum']}: {in_words(name, fields)}")

    def on_next_report(self, number):
        """The gateway has named the number of a report that comes next: what lies before it is missing here."""
        if number > self.next_report >= self.asked_for:
            count = min(number - self.next_report, MOST_REPORTS)
            self.asked_for = self.next_report + count
            print(f"missing: {count} reports from {self.next_report}, asked for")
            self.write(wire.frame("RetransmitRequest", sessionId=self.session_id, timestamp=self.stamp(),
                                  fromSeqNo=self.next_report, count=count))

    def finish(self):
        """Ends the session for good, once what was sent is answered; returns whether the gateway said so."""
        self.write(wire.frame("FinishedSending", sessionId=self.session_id, lastSeqNo=self.next_number - 1))
        return self.poll(5, lambda: self.finished and not self.socket)


def price(value):
    return f"{(Decimal(value) / NANO).normalize():f}"


def in_words(name, report):
    order = f"order {report.get('orderID')}, clOrdID {report.get('clOrdID')}"
    if name == "ExecutionReport":
        return (f"{TYPES.get(report['execType'])}: {order}, {SIDES[report['side']]} {report['orderQty']} at "
                f"{price(report['price'])}, done {report['cumQty']}, left {report['leavesQty']}")
    if name == "ExecutionReportTrade":
        return (f"Trade {report['tradeID']}: {order}, {SIDES[report['side']]} {report['lastQty']} at "
                f"{price(report['lastPx'])}, done {report['cumQty']}, left {report['leavesQty']}")
    reasons = [report[field] for field in report if field.endswith(("RejReason", "RejectReason"))]
    return f"{name}: message {report['refSeqNum']}, reason {reasons[0]}, {report.get('text')}"


def demo(client):
    def limit(cl_ord_id, side, quantity, at, account):
        return client.send("NewOrderSingle", **wire.limit_order(
            cl_ord_id, side, quantity, at * NANO, client.instruments["AAPL"], account, time.time_ns()))

    def cancel(cl_ord_id, original, side):
        client.send("OrderCancelRequest", clOrdID=cl_ord_id, origClOrdID=original, orderID=wire.U64,
                    sendingTime=time.time_ns(), securityID=client.instruments["AAPL"], side=side, possDupFlags=0)

    def await_reports(count):
        if not client.poll(10, lambda: client.next_report > count):
            raise Refused(f"report {count} did not come")

    client.connect()
    client.write(wire.frame("SecurityListRequest", securityReqID=1, securityID=wire.I32))
    client.poll(10, lambda: "AAPL" in client.instruments)
    print("- a buy and a sell that trade")
    limit(1, BUY, 100, 150, 1)
    limit(2, SELL, 100, 150, 2)
    await_reports(4)  # two New, two Trade
    print("- an order that is cancelled")
    limit(3, BUY, 10, 100, 1)
    await_reports(5)
    cancel(4, 3, BUY)
    await_reports(6)
    print("- nothing to say for three intervals")
    client.poll(3 * client.keepalive_ms / 1000)
    print("- the connection is lost behind one order and before the next")
    limit(5, BUY, 10, 101, 1)
    client.socket.shutdown(socket.SHUT_WR)
    while client.socket.recv(65536):
        pass  # what the gateway says to this connection is lost
    client.drop()
    limit(6, SELL, 10, 101, 2)
    await_reports(10)
    print("- a number is left out")
    client.next_number += 1
    limit(7, BUY, 10, 100, 1)
    await_reports(11)
    cancel(8, 7, BUY)
    await_reports(12)
    print("- the end")
    if not client.stopped or not client.finish():
        raise Refused("the gap was not noticed, or the session has not finished")
    print("finished: the session can't be established again")


def self_check():
    """The bytes that docs/client.md shows, from the same numbers."""
    key, start = ("demo", bytes(range(32)), 1), 1767225600 * NANO
    session_id = bytes.fromhex("00112233445546778899aabbccddeeff")
    order = wire.limit_order(1, BUY, 100, 150250000000, 1, 1, start + 2000000)
    frames = [
        wire.negotiate(key, session_id, start), wire.establish(key, session_id, start + 1000000, 1, 1000),
        wire.frame("NewOrderSingle", msgSeqNum=1, **order), wire.frame("Sequence", nextSeqNo=2),
        wire.frame("Terminate", sessionId=session_id, code=0)]
    found = [frames[0][-32:].hex(), frames[1][-32:].hex(), hashlib.sha256(b"".join(frames)).hexdigest()]
    for what, value, wanted in zip(("HMAC of Negotiate", "HMAC of Establish", "SHA-256 of all"), found, GOLDEN):
        print(f"{what} {value}, {'as' if value == wanted else 'NOT as'} in docs/client.md")
    return 0 if found == GOLDEN else 1


GOLDEN = [
    "345b7581487e8776628ae754cfbb1ab68ec756d2c597b32e27685809d5f081c1",
    "40058aa652840807a91d63287b909df5e75d19a528e35039decd52ac12ebbb08",
    "121705c50661588cfb2d1d7479603aba23f0ef20bb0a20ff3a5631a2f255a45f"]


def read_key(path, key_id):
    with open(path, encoding="ascii") as lines:
        for line in lines:
            fields = [field.strip() for field in line.split("#")[0].split(",")]
            if len(fields) == 3 and key_id in (None, fields[0]):
                return fields[0], bytes.fromhex(fields[1])
    raise Refused(f"no such key in {path}")


def main():
    parser = argparse.ArgumentParser(description="A client of Matchlock")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=7400)
    parser.add_argument("--key-file", default="data/keys")
    parser.add_argument("--key", help="id of a key; without it the file's first")
    parser.add_argument("--host-tag", type=int, default=1, help="another one for each process that uses the key")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--self-check", action="store_true")
    options = parser.parse_args()
    if options.self_check:
        return self_check()
    if not options.demo:
        parser.error("one of --demo and --self-check")
    try:
        demo(Client((options.host, options.port), (*read_key(options.key_file, options.key), options.host_tag)))
        return 0
    except (Refused, OSError) as e:
        print(f"stopped: {e}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
