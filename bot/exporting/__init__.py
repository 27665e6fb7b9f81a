"""Files of closing statements: tables for office programs, documents for printing."""
