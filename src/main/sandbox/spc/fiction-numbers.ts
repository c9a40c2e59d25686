import type { SpcPhoneNumber } from './spc-refusal.ts';

/** Area codes the calls and promo numbers of the practice network do not come from. */
const AREA_CODES = `
202 201 203 205 209 210 214 217 218 219 224 225 228 229 231 234 239 240 248 251 252 253 254 256 260 262 267 269 270
272 276 281 301 302 304 307 308 309 310 314 315 316 317 318 319 320 321 323 325 330 331 334 336 337 339 346 347 351
352 360 361 380 385 386 401 402 406 408 409 412 413 414 417 419 423 424 425 430 432 434 435 440 442 443 458 463 464
469 470 475 478 479 480 484 501 502 507 508 509 513 515 516 517 518 520 530 531 534 539 540 541 551 557 559 561 562
563 564 567 570 571 573 574 575 580 585 586 601 605 606 607 608 609 610 614 616 618 620 623 626 628 629 630 631 636
641 646 650 651 657 660 661 662 667 669 678 680 681 682 689 701 703 706 707 708 712 714 715 716 717 718 719 720 724
725 726 727 731 732 734 737 740 743 747 754 757 760 762 763 765 769 770 772 773 774 775 779 781 785 786 802 803 805
806 808 810 812 813 814 815 817 818 828 830 831 832 835 843 845 847 848 850 854 856 857 858 859 860 862 863 864 865
870 872 878 903 904 906 907 908 909 910 912 913 914 915 917 918 919 920 925 928 929 930 931 934 936 937 938 940 941
947 949 951 952 954 956 959 970 971 972 973 978 979 980 984 985 989`
  .trim()
  .split(/\s+/);
const LINES_PER_CODE = 100;

/** How many numbers there are. */
export const FICTION_NUMBERS = AREA_CODES.length * LINES_PER_CODE;

/**
 * The number at a place, counted from 0: 555-0100 to 555-0199 of one area code after the other, the lines that are
 * set aside for fiction. Throws a RangeError past the last.
 */
export function fictionNumber(place: number): SpcPhoneNumber {
  const area = AREA_CODES[Math.floor(place / LINES_PER_CODE)];
  if (area === undefined) throw new RangeError(`there are only ${FICTION_NUMBERS} numbers`);
  const line = `0${100 + (place % LINES_PER_CODE)}`;
  return { e164: `+1${area}555${line}`, display: `(${area}) 555-${line}`, country: 'US' };
}
