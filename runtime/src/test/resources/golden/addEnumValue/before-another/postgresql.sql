ALTER TYPE "mood" ADD VALUE 'so so' BEFORE 'glad';
