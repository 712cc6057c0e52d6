import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countryCodes, countryName, isCountryCode, nearCountries } from "../../compiler/check/countries.ts";
import {
  addDays,
  dayNumber,
  dayOfNumber,
  dayProblem,
  daysBetween,
  isDay,
  nextDay,
  previousDay,
} from "../../compiler/check/days.ts";

describe("days", () => {
  it.each([
    ["2023-02-29", "February 2023 has 28 days"],
    ["1900-02-29", "February 1900 has 28 days"],
    ["2024-04-31", "April has 30 days"],
    ["2024-13-01", "there is no month 13"],
    ["2024-00-01", "there is no month 00"],
    ["2024-01-00", "January has 31 days"],
    ["0000-01-01", "the calendar begins with the year 0001"],
    ["2024-1-1", "a day is written YYYY-MM-DD"],
    ["17.11.2023", "a day is written YYYY-MM-DD"],
    ["2023-11-17T00:00", "a day is written YYYY-MM-DD"],
  ])("%s: %s", (text, problem) => {
    expect(dayProblem(text)).toBe(problem);
    expect(isDay(text)).toBe(false);
  });

  it.each(["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])("%s is a day", (text) => {
    expect(isDay(text)).toBe(true);
  });

  it("counts as the platform's calendar does", () => {
    const first = dayNumber("0001-01-01");
    const last = dayNumber("9999-12-31");
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (number) => {
        const day = dayOfNumber(number);
        expect(day).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
        expect(dayNumber(day)).toBe(number);
        expect(isDay(day)).toBe(true);
      }),
      { seed: 20261125, numRuns: 5000 },
    );
  });

  it("steps over the ends of months and years", () => {
    expect(nextDay("2023-12-31")).toBe("2024-01-01");
    expect(nextDay("2024-02-28")).toBe("2024-02-29");
    expect(previousDay("2024-03-01")).toBe("2024-02-29");
    expect(addDays("2025-11-10", 364)).toBe("2026-11-09");
    expect(daysBetween("2023-10-17", "2023-11-17")).toBe(31);
    expect(daysBetween("2023-11-17", "2023-10-17")).toBe(-31);
  });

  it("stays within the calendar", () => {
    expect(nextDay("9999-12-31")).toBe("9999-12-31");
    expect(previousDay("0001-01-01")).toBe("0001-01-01");
  });
});

describe("countries", () => {
  it("knows countries and the form of subdivisions", () => {
    expect(["CN", "HK", "MO", "TW", "NL", "UA-43", "CN-HK"].filter((code) => !isCountryCode(code))).toEqual(
      [],
    );
    expect(["XX", "cn", "UK", "EU", "UA-", "XX-43", "UA-4321", ""].filter(isCountryCode)).toEqual([]);
    expect(countryCodes.length).toBeGreaterThan(240);
  });

  it("names every country in English and Chinese", () => {
    for (const code of countryCodes) {
      expect(countryName(code, "en")).not.toBeNull();
      expect(countryName(code, "zh")).not.toBeNull();
    }
    expect(countryName("CN", "en")).toBe("China");
    expect(countryName("KR", "en")).toBe("South Korea");
    expect(countryName("NL", "zh")).toBe("荷兰");
    expect(countryName("UA-43", "en")).toBe("Ukraine (UA-43)");
    expect(countryName("XX", "en")).toBeNull();
  });

  it.each([
    ["UK", "GB"],
    ["nl", "NL"],
    ["KOR", "KR"],
    ["China", "CN"],
    ["日本", "JP"],
    ["Netherland", "NL"],
  ])("suggests for %s first %s", (text, code) => {
    expect(nearCountries(text)[0]).toBe(code);
  });
});
