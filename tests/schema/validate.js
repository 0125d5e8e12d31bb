// SPDX-License-Identifier: MIT
// Validates with ajv: node validate.js FOLDER_OF_NODE_MODULES FOLDER_OF_SCHEMAS. Standard input: a JSON array of [schema, document];
// standard output: a JSON array of null (valid) or of the first complaint. It refuses to know what is right.
'use strict'
const fs = require('fs')
const path = require('path')
const [modules, schemas] = process.argv.slice(2)
const Ajv = require(path.join(modules, 'ajv', 'dist', '2020'))
const ajv = new Ajv({ allowUnionTypes: true, strictRequired: false, strictTypes: false })
for (const name of fs.readdirSync(schemas).filter(n => n.endsWith('.json'))) {
  ajv.addSchema(JSON.parse(fs.readFileSync(path.join(schemas, name), 'utf8')))
}
const answers = JSON.parse(fs.readFileSync(0, 'utf8')).map(([schema, document]) => {
  const validate = ajv.getSchema(schema)
  if (validate(document)) return null
  return validate.errors.map(e => `${e.instancePath}: ${e.message} ${JSON.stringify(e.params)}`).join('; ')
})
process.stdout.write(JSON.stringify(answers))
