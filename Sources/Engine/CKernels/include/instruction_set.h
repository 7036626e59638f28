// The kernels use the widest instruction set of the processor. The environment variable GLOBENC_INSTRUCTIONS can name a narrower one. The choice
// is made once, when the program starts.
#ifndef GLOBENC_INSTRUCTION_SET_H
#define GLOBENC_INSTRUCTION_SET_H

// The name of the set in use.
const char *ge_instruction_set(void);

// The sets that this processor has, from the narrowest to the widest: the name of number `index`, or NULL beyond the last.
const char *ge_available_instruction_set(int index);

#endif
