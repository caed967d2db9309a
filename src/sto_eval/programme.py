"""Sterk Techniekonderwijs: what the engine needs to know of this programme."""

from __future__ import annotations

from recount.programme import Programme
from sto_eval.layouts import (
    cbs_pc4,
    duo_adressen,
    duo_examenresultaten,
    duo_examens,
    duo_leerlingen,
    duo_overgangen,
    duo_prognoses,
    edugis_scholen,
    geonames_postcodes,
    grenzen,
    rijk_ontvangers,
    stcrt_maxima,
    waterscheidingen,
)
from sto_eval.layouts.registers import (
    activiteiten,
    beschikkingen,
    bijeenkomsten,
    cofinanciering,
    deelname,
    enquete,
    locaties,
    ondersteuning,
    regios,
    sto_live,
)

PROGRAMME = Programme(
    tables=(
        duo_leerlingen.LAYOUT,
        duo_adressen.LAYOUT,
        duo_examens.LAYOUT,
        duo_examenresultaten.LAYOUT,
        duo_prognoses.LAYOUT,
        duo_overgangen.LAYOUT,
        cbs_pc4.LAYOUT,
        geonames_postcodes.LAYOUT,
        edugis_scholen.LAYOUT,
        grenzen.LAYOUT,
        rijk_ontvangers.LAYOUT,
        stcrt_maxima.LAYOUT,
        waterscheidingen.LAYOUT,
    ),
    # in the order of the book
    registers=(
        regios.REGISTER,
        deelname.REGISTER,
        beschikkingen.REGISTER,
        cofinanciering.REGISTER,
        activiteiten.REGISTER,
        bijeenkomsten.REGISTER,
        ondersteuning.REGISTER,
        sto_live.REGISTER,
        enquete.REGISTER,
        locaties.REGISTER,
    ),
    regions=regios.REGISTER,
    region_name="naam",
    divisions="sto_eval.regions.divisions",
    pair_gauges=(edugis_scholen.NEAR_POSTCODE,),
    packages=("sto_eval.figures", "sto_eval.indicators", "sto_eval.regions"),
)
