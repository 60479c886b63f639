"""The XML namespaces of BPMN 2.0 (OMG formal/2011-01-03), and how an element is added."""

from lxml import etree

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OURS = "urn:reglament:names"  # names in the other languages
NAMESPACES = {None: MODEL, "bpmndi": DI, "dc": DC, "di": DD, "xsi": XSI, "reglament": OURS}


def add(
    parent: etree._Element, tag: str, namespace: str = MODEL, text: str | None = None, **facts: str
) -> etree._Element:
    """A child of `parent`; facts without a value are left out."""
    element = etree.SubElement(parent, f"{{{namespace}}}{tag}", attrib={k: v for k, v in facts.items() if v})
    element.text = text
    return element
