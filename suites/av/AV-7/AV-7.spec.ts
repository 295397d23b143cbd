import { describe, it } from 'mocha';
import { documentsOf } from '../../documents.ts';
import { expectSensorNamed } from '../../sensors.ts';
import { eachRow, evidence } from '../../vocabulary.ts';

describe('AV-7 Every sensor is told', () => {
  it('AV-7-1 the consumer information names each declared sensor', () => {
    const { sensors } = evidence('declaration').ixit;
    const information = documentsOf('consumer-information');
    evidence('documents');
    eachRow(
      sensors,
      (sensor) => {
        for (const document of information) expectSensorNamed(document, sensor);
      },
      { empty: 'the declaration names no sensor' },
    );
  });
});
