import { primesBetween } from './generated/index.js'

const { return_value } = await primesBetween({ max_val: 12 })
console.log(return_value.join(', '))
