// Which of the processor's instruction sets the kernels use: the widest one, or the one that the environment variable GLOBENC_INSTRUCTIONS
// names. The choice is made once, when the program starts.
#ifndef GLOBENC_INSTRUCTION_SET_H
#define GLOBENC_INSTRUCTION_SET_H

// The name of the set in use.
const char *ge_instruction_set(void);

// The sets that this processor has, from the narrowest to the widest: the name of number `index`, or NULL beyond the last.
const char *ge_available_instruction_set(int index);

#endif
