import { asLabel, hostLabel, label, labelValue, subdomain } from '../../src/core/names';

test('a name is a subdomain of 253 characters', () => {
  expect(subdomain('sft.v2')).toBe('sft.v2');
  expect(() => subdomain('a'.repeat(254))).toThrow('has 254 characters, 253 are allowed');
});

test.each(['', 'SFT', 'a_b', '-a', 'a-', 'a..b', 'a b', 'ä'])('refuses %j', (name) => {
  expect(() => subdomain(name)).toThrow(`'${name}'`);
});

test('suggests a name that would do', () => expect(() => label('My Job_1')).toThrow("'my-job-1' would do"));
test('a host starts with a letter', () => expect(() => hostLabel('1a')).toThrow('starting with a letter'));
test('a label has no dots', () => expect(() => label('a.b')).toThrow("'a.b'"));
test('a label value may be empty and upper-case', () => {
  expect(() => labelValue('')).toThrow();
  expect(labelValue('A_1.x')).toBe('A_1.x');
});
test('any text has a label', () => {
  expect(asLabel('/dev/shm')).toBe('dev-shm');
  expect(asLabel('///')).toBe('x');
  expect(asLabel('a'.repeat(70))).toHaveLength(63);
});
