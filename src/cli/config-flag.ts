/** Of every command that needs the programme's configuration. */
export const configFlag = ['--config <file>', 'the configuration (default: IQS_CONFIG, or programme.yaml in this folder)'] as const;
