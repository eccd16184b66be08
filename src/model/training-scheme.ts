/** The scheme that every training issuer uses, and no other issuer may. */
export const trainingScheme = 'iqs-training';
