#include "fingerprint.h"
#include "half.h"
