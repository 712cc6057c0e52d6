/** Item records for the threshold tests. */
export type Facts = Readonly<Record<string, unknown>>;

/** [list, name, families, facts that are in, changes that take it out, first day or null for long-standing entries] */
export type Row = readonly [
  "equipment" | "worldwide" | "concern" | "netherlands" | "germany" | "belgium" | "japan" | "korea",
  string,
  readonly string[],
  Facts,
  readonly Facts[],
  string | null,
];

const NONE = { notApplicable: true };

/** A complete, harmless member of each family: what a row does not change keeps it off every list. */
const HARMLESS: Readonly<Record<string, Facts>> = {
  lithography: { wavelength: "193 nm", numerical_aperture: 0.9, chuck_overlay: "5 nm" },
  lithography_upgrade: {
    raises_throughput: "0 %",
    lowers_resolvable_feature: false,
    overlay_after_upgrade: "5 nm",
    feature_after_upgrade: "90 nm",
    designed_for: [],
  },
  imprint: { imprint_feature: "100 nm", imprint_overlay: "10 nm" },
  mask_writer: { spot_size: "100 nm", placement_error: "50 nm", second_layer_overlay: "50 nm" },
  direct_write: { beam_size: "50 nm", write_overlay: "50 nm" },
  epitaxy: {
    preclean_chamber: false,
    epitaxy_material: "compound",
    epitaxy_temperature: "900 C",
    transfer_pressure: "1 Pa",
    inert_transfer: false,
  },
  deposition: {
    fills_cobalt: false,
    selective_tungsten: false,
    area_selective_barrier: false,
    tungsten_channel_width: NONE,
    deposition_temperature: "600 C",
    metal_sources: 1,
    aluminum_precursor: false,
    vessel_temperature: "20 C",
    titanium_aluminum_carbide: false,
    work_function: "4 eV",
    spatial_atomic_layers: false,
    fluorine_free_tungsten: false,
    ruthenium_layer: false,
    plasma_dielectric: false,
    dielectric_constant: NONE,
    gap_width: NONE,
    gap_aspect_ratio: NONE,
    carbon_hard_mask: false,
    film_thickness: NONE,
    film_density: NONE,
    transfer_pressure: "1 Pa",
    inert_transfer: false,
    metal_steps: [],
    cobalt_fill: [],
    fill_void: NONE,
    cobalt_channel_width: NONE,
    channel_aspect_ratio: NONE,
    silicon_carbon_film: false,
    remote_radicals: false,
    gap_pitch: NONE,
    gap_depth: NONE,
    batch_boat: false,
    vertical_injectors: 0,
    propene_apart: false,
    reflective_multilayer: false,
    film_stress: NONE,
    tungsten_sputter_magnet: false,
    sputter_aspect_ratio: NONE,
    molybdenum_or_ruthenium_layers: false,
    source_temperature: "20 C",
    hydrogen_pressure: "0 kPa",
    ultraviolet_cure: false,
    metal_width: NONE,
    metal_pitch: NONE,
    liquid_injection: false,
  },
  etch: {
    isotropic: false,
    anisotropic: false,
    wet: false,
    germanium_selectivity: NONE,
    pulsed_supplies: 0,
    gas_valve_time: NONE,
    chuck_zones: 1,
    dielectric_aspect_ratio: NONE,
    dielectric_top_width: NONE,
    via_etch_rate: NONE,
    via_nonuniformity: NONE,
    via_aspect_ratio: NONE,
    via_reveal: false,
  },
  implant: {
    implant_species: "other",
    beam_energy: "1000 keV",
    beam_current: "0.0001 mA",
    plasma_doping: false,
  },
  clean: {
    surface_modifying_dry: false,
    sublimation_dry: false,
    vacuum_residue_removal: false,
    copper_preclean: false,
    clean_pressure: "100000 Pa",
    dry_preclean: false,
  },
  anneal: {
    flash_anneal: false,
    reflow: false,
    anneal_pressure: "100000 Pa",
    anneal_temperature: "400 C",
    anneal_time: "60000 ms",
  },
  cluster_tool: { wafer_handler_tools: 1 },
  shaping: { euv_pattern_shaping: false, for_euv: false },
  inspection: { smallest_defect: "100 nm", short_wave_or_beam: false, for_euv: false },
  metrology: {
    overlay_accuracy: "5 nm",
    non_planar_software: false,
    on_track: false,
    for_euv: false,
    wafer_shape: false,
  },
  microscope: {
    images_chips: false,
    stage_accuracy: "100 nm",
    stage_interferometer: false,
    image_pixels: 1_000_000,
    field_overlap: "20 %",
    stitching_overlap: "500 nm",
    acceleration_voltage: "15 kV",
    standard_wafer_loader: true,
  },
  prober: { prober_temperature: "300 K" },
  pellicle: { for_euv: false },
  pellicle_tool: { pellicle_making: false, for_euv: false },
  mask_tool: { for_euv: false },
  mask: { for_euv: false },
  mask_blank: { for_euv: false },
  resist_track: { for_euv: false },
  material: { isotope_impurity: "5 %" },
  programmable: { lut_inputs: 0 },
  quantum: { qubits: 1, cnot_error: 0.5 },
  cryogenic: {
    designed_ambient: "300 K",
    noise_figure_class: "ordinary",
    cooling_power: "0 uW",
    cooling_temperature: "300 K",
    cooling_hours: 0,
    amplifier_noise: "1 dB",
    amplifier_frequency: NONE,
  },
  resist: { resist_wavelength: "365 nm", positive_resist: true },
  circuit: {
    tpp: "0 TPP",
    die_area: NONE,
    io_bandwidth: "0 GB/s",
    dram_bandwidth: "0 GB/s",
    for_data_center: true,
    node: "28 nm",
    non_planar: false,
  },
};

/** An item of the families, with facts that differ from the harmless ones. */
export function item(families: readonly string[], facts: Facts): Facts {
  return {
    kind: "commodity",
    family: families,
    wafer_diameter: "200 mm",
    ...Object.assign({}, ...families.map((family) => HARMLESS[family])),
    ...facts,
  };
}

/** Parameters that several lists share, at their limits, and the changes that leave them. */
export const SECOND = "2023-11-17";
export const THIRD = "2024-12-02";
export const PLURILATERAL = "2024-09-06";
export const ANNEX = "2025-11-15";

export const etched = { anisotropic: true, pulsed_supplies: 1, gas_valve_time: "299 ms", chuck_zones: 20 };
export const workFunction = {
  titanium_aluminum_carbide: true,
  metal_sources: 2,
  aluminum_precursor: true,
  vessel_temperature: "31 C",
  work_function: "4.01 eV",
};
export const voidFree = {
  plasma_dielectric: true,
  dielectric_constant: 3.29,
  gap_width: "24.9 nm",
  gap_aspect_ratio: 1,
};
export const gapOut: readonly Facts[] = [
  { dielectric_constant: 3.3 },
  { gap_width: "25 nm" },
  { gap_aspect_ratio: 0.99 },
];
export const siliconEpitaxy = { epitaxy_material: "silicon", preclean_chamber: true };
export const immersion = { numerical_aperture: 1.35, chuck_overlay: "1.5 nm" };
export const cooled = { cooling_power: "600 uW", cooling_temperature: "0.1 K", cooling_hours: 49 };
export const coolerOut: readonly Facts[] = [
  { cooling_power: "599 uW" },
  { cooling_temperature: "0.11 K" },
  { cooling_hours: 48 },
];
export const pulseTube = { cooling_power: "1500000 uW", cooling_temperature: "4.2 K" };
export const pulseTubeOut: readonly Facts[] = [
  { cooling_power: "1499999 uW" },
  { cooling_temperature: "4.3 K" },
];
export const coldProber = { prober_temperature: "4.5 K", wafer_diameter: "100 mm" };
export const coldProberOut: readonly Facts[] = [{ prober_temperature: "4.6 K" }, { wafer_diameter: "99 mm" }];
