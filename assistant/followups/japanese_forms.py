"""How Japanese follow-ups look."""

from __future__ import annotations

import re

from assistant.followups.nouns import alternation

LEAD = re.compile(r"^(?:それでは|それなら|では|じゃあ?|そして|また|ちなみに|一方)[、,\s]*")
CLOSE = re.compile(r"[\s?？。.!！]+$")
FRAGMENT = re.compile(
    r"^(?P<x>.+?)(?:の場合)?(?:に(?:ついて)?|で)?[はも](?:どう)?(?:です|でしょう)?か?[\s?？。]*$"
)
DETAIL = re.compile(
    r"^(?:もっと|もう少し|さらに|より)?(?:詳しく|具体的に|詳細に?|詳細を)"
    r"(?P<asks>(?:教え|説明|述べ|お願い|知り).*)?[\s?？。!]*$"
)
WHY = re.compile(r"^(?:なぜ|どうして|何故)(?:なの|です|でしょう)*か?[\s?？。]*$")
ABOUT_ALL = re.compile(
    r"^(?:例えば|たとえば|具体例は|(?:その)?理由は|(?:その)?根拠(?:条文)?は)"
    r"(?:何)?(?:です|でしょう)?か?[\s?？。]*$"
)
WH = r"(?:いつ|誰|だれ|どこ|いくら|何[人年件回]|どのように|どのくらい|どの[^はを]{1,6})"
WH_ONLY = re.compile(rf"^{WH}(?:から|まで|が|に|で|を)?(?:です|でしょう)?か?[\s?？。]*$")
IDENTITY = re.compile(r"^(?P<x>.+?)(?:とは|は)(?:何|誰|どこ|いつ|いくら)(?:です|でしょう)?か?$")
WHO = re.compile(r"^(?P<x>.+?)(?:とは|は)誰(?:です|でしょう)?か?$")
TOPIC = re.compile(r"^(?P<x>[^はがを、。?？]{2,40}?)(?:とは|(?:に|で)?は)")
UNSPOKEN = re.compile(rf"^{WH}[^はを、]*$")
_RELATIONAL = f"(?:{alternation('ja', relational=True)})"
ATTRIBUTE = re.compile(rf"^{_RELATIONAL}(?:は|が)")
REFERRING = re.compile(
    rf"(?:(?:その|この|同|当該)(?P<noun>{alternation('ja')})"
    rf"|その(?P<of>(?={_RELATIONAL}))|(?P<place>そこ)|(?P<thing>それ|これ)|(?P<person>彼女?))"
    r"(?=[はがのをにでと]|(?<=その))"
)
