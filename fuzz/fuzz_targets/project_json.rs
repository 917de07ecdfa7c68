#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pizhu_fuzz::check(pizhu_fuzz::targets::project_json, data));
