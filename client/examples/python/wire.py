"""Matchlock's messages as bytes: frames, blocks, credentials, as docs/client.md and docs/protocol.md have them."""

import hashlib
import hmac
import struct

HEADER = struct.Struct("<IHHHHH")  # length, encoding type, block length, template, schema, version
ENCODING = 0xEB50
VERSIONS = {2748: 1, 101: 0}  # of the session schema and the order entry schema
U64, U32, U16, I64, I32 = (1 << 64) - 1, (1 << 32) - 1, (1 << 16) - 1, -(1 << 63), -(1 << 31)  # nulls

# schema, template, name, block length, var data with the size of its length, fields with their struct format
MESSAGES = """
2748 1 Negotiate 25 credentials/2 sessionId:16s timestamp:Q clientFlow:B
2748 2 NegotiationResponse 25 credentials/2 sessionId:16s requestTimestamp:Q serverFlow:B
2748 3 NegotiationReject 25 reason/2 sessionId:16s requestTimestamp:Q code:B
2748 5 Establish 42 credentials/2 sessionId:16s timestamp:Q keepaliveInterval:I nextSeqNo:Q cancelOnDisconnect:B
  cancelGracePeriod:I queuedMode:B
2748 6 EstablishmentAck 57 - sessionId:16s requestTimestamp:Q keepaliveInterval:I nextSeqNo:Q
  lastIncomingSeqNo:Q durability:B epoch:Q messageRateLimit:I
2748 7 EstablishmentReject 25 reason/2 sessionId:16s requestTimestamp:Q code:B
2748 8 Sequence 8 - nextSeqNo:Q
2748 11 RetransmitRequest 36 - sessionId:16s timestamp:Q fromSeqNo:Q count:I
2748 12 Retransmission 36 - sessionId:16s requestTimestamp:Q nextSeqNo:Q count:I
2748 13 RetransmitReject 25 reason/2 sessionId:16s requestTimestamp:Q code:B
2748 14 Terminate 17 reason/2 sessionId:16s code:B
2748 15 FinishedSending 24 - sessionId:16s lastSeqNo:Q
2748 16 FinishedReceiving 16 - sessionId:16s
2748 18 NotApplied 13 - fromSeqNo:Q count:I reason:B
2748 32 Queued 37 - fromSeqNo:Q clOrdID:Q receiveTime:Q queuedTime:Q count:I status:B
101 100 NewOrderSingle 96 - msgSeqNum:Q clOrdID:Q price:q orderQty:Q stopPx:q minQty:Q displayQty:Q
  sendingTime:Q expireTime:Q selfMatchPreventionID:Q securityID:i account:I side:c ordType:c timeInForce:c
  execInst:B stpInstruction:c possDupFlags:B
101 102 OrderCancelRequest 48 - msgSeqNum:Q clOrdID:Q origClOrdID:Q orderID:Q sendingTime:Q securityID:i side:c
  possDupFlags:B
101 105 SecurityListRequest 16 - securityReqID:Q securityID:i
101 200 ExecutionReport 144 - msgSeqNum:Q orderID:Q execID:Q clOrdID:Q origClOrdID:Q refSeqNum:Q price:q
  orderQty:Q leavesQty:Q cumQty:Q stopPx:q displayQty:Q minQty:Q transactTime:Q expireTime:Q
  massActionReportID:Q securityID:i account:I execRestatementReason:H execType:c ordStatus:c side:c ordType:c
  timeInForce:c possDupFlags:B
101 201 ExecutionReportTrade 120 - msgSeqNum:Q orderID:Q execID:Q clOrdID:Q tradeID:Q lastPx:q lastQty:Q
  leavesQty:Q cumQty:Q price:q transactTime:Q contraTrader:Q refSeqNum:Q securityID:i account:I execType:c
  ordStatus:c side:c aggressorIndicator:B possDupFlags:B
101 202 ExecutionReportReject 64 text/1 msgSeqNum:Q execID:Q clOrdID:Q orderID:Q refSeqNum:Q transactTime:Q
  securityID:i ordRejReason:H refTagID:H side:c possDupFlags:B
101 203 OrderCancelReject 64 text/1 msgSeqNum:Q clOrdID:Q origClOrdID:Q orderID:Q refSeqNum:Q transactTime:Q
  securityID:i cxlRejReason:H ordStatus:c cxlRejResponseTo:c possDupFlags:B
101 205 BusinessMessageReject 40 text/1 msgSeqNum:Q refSeqNum:Q businessRejectRefID:Q transactTime:Q
  businessRejectReason:H refTagID:H refTemplateID:H
101 206 SecurityDefinition 112 - securityReqID:Q logPosition:Q minPriceIncrement:q roundLot:Q minTradeVol:Q
  maxTradeVol:Q lowLimitPrice:q highLimitPrice:q securityID:i totNoRelatedSym:I symbol:20s
  securityTradingStatus:B priceScale:B quantityScale:B lastFragment:B
"""


class Template:
    def __init__(self, line):
        schema, number, self.name, block, var, *fields = line.split()
        self.schema, self.number, self.block = int(schema), int(number), int(block)
        self.names = [field.split(":")[0] for field in fields]
        self.layout = struct.Struct("<" + "".join(field.split(":")[1] for field in fields))
        self.var, self.var_size = (var.split("/")[0], int(var.split("/")[1])) if var != "-" else (None, 0)


TEMPLATES = [Template(line) for line in MESSAGES.strip().replace("\n  ", " ").split("\n")]
BY_NAME = {template.name: template for template in TEMPLATES}
BY_NUMBER = {(template.schema, template.number): template for template in TEMPLATES}


def block(name, **fields):
    """The fields as they stand on the wire, without header and var data."""
    template = BY_NAME[name]
    packed = template.layout.pack(*(fields[field] for field in template.names))
    return packed.ljust(template.block, b"\0")


def frame(name, var=b"", **fields):
    """One whole message; its length counts the frame's header too."""
    template = BY_NAME[name]
    body = block(name, **fields)
    if template.var:
        body += len(var).to_bytes(template.var_size, "little") + var
    what = template.block, template.number, template.schema, VERSIONS[template.schema]
    return HEADER.pack(HEADER.size + len(body), ENCODING, *what) + body


def decode(data):
    """(name, fields) of a frame; (None, {}) of an unknown one. The header says where the block ends."""
    _, encoding, block_length, number, schema, _ = HEADER.unpack_from(data)
    template = BY_NUMBER.get((schema, number))
    if encoding != ENCODING or template is None:
        return None, {}
    fields = dict(zip(template.names, template.layout.unpack_from(data, HEADER.size)))
    if template.var:
        start = HEADER.size + block_length + template.var_size
        length = int.from_bytes(data[start - template.var_size : start], "little")
        fields[template.var] = data[start : start + length].decode("ascii", "replace")
    return template.name, fields


def signed(name, key, **fields):
    """Negotiate or Establish with credentials; the key is (id, secret, host tag)."""
    key_id, secret, host_tag = key
    who = key_id.encode("ascii").ljust(16, b"\0") + bytes([host_tag])
    domain = f"matchlock.{name.lower()}.1".encode("ascii")
    code = hmac.new(secret, domain + who + block(name, **fields), hashlib.sha256).digest()
    return frame(name, b"\x01" + who + code, **fields)


def negotiate(key, session_id, timestamp):
    return signed("Negotiate", key, sessionId=session_id, timestamp=timestamp, clientFlow=1)


def establish(key, session_id, timestamp, next_number, keepalive_ms):
    return signed(
        "Establish", key, sessionId=session_id, timestamp=timestamp, keepaliveInterval=keepalive_ms,
        nextSeqNo=next_number, cancelOnDisconnect=0, cancelGracePeriod=0, queuedMode=0)


def limit_order(cl_ord_id, side, quantity, price, security_id, account, now):
    """The fields of a limit order for the day, but for its number. The price counts 10^-9."""
    return dict(
        clOrdID=cl_ord_id, price=price, orderQty=quantity, stopPx=I64, minQty=U64, displayQty=U64,
        sendingTime=now, expireTime=U64, selfMatchPreventionID=U64, securityID=security_id, account=account,
        side=side, ordType=b"2", timeInForce=b"0", execInst=0, stpInstruction=b"\0", possDupFlags=0)
