import pytest

from assistant.particles import settle_particles


@pytest.mark.parametrize(
    ("open_form", "settled"),
    [
        ("법률은(는)", "법률은"),
        ("규제은(는)", "규제는"),
        ("조문이(가)", "조문이"),
        ("자료이(가)", "자료가"),
        ("로봇을(를)", "로봇을"),
        ("세율과(와)", "세율과"),
        ("113은(는)", "113은"),
        ("제5이(가)", "제5가"),
        ("서울(으)로", "서울로"),
        ("부산(으)로", "부산으로"),
        ("제2호(으)로", "제2호로"),
        ("「선언」은(는)", "「선언」은"),
        ("GDPR은(는)", "GDPR은"),
        ("EU AI Act은(는)", "EU AI Act는"),
        ("OECD을(를)", "OECD를"),
        ("Blueprint(으)로", "Blueprint로"),
        ("Code of Practice이(가)", "Code of Practice가"),
        ("은(는)", "은(는)"),
    ],
)
def test_a_particle_follows_the_sound_before_it_also_after_latin(open_form, settled):
    assert settle_particles(open_form) == settled
