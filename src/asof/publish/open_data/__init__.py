"""The public facts as open data: tables, SDMX, a workbook a language, a catalogue, schemas."""
